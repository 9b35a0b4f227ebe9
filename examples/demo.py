"""
The Japan model in one go
=========================

The article explains why Japan's software industry fell behind, and how it could come forward. A model of its
whole argument ships with the library. This script asks the headline questions. It prints the sentence that each
answer leads with, writes the answers whole to ``out/answers.txt``, and beside them the pictures, the report and a page to
play with. ``make demo`` runs it.

Everything it prints is a consequence of the essay's model, never a forecast about Japan. The essay does not give
effect sizes, so every strength is a judgement of the modellers.
"""

from pathlib import Path
from textwrap import fill

import causalnet as cn

out = Path("out")
out.mkdir(exist_ok=True)
japan = cn.load("japan_software")
outcome = "software_competitiveness"
print(japan.title)
print(fill(f"{japan}", 79), end="\n\n")
answers = []


def kept(answer):
    """Keep an answer for the file; a page of the gallery shows it whole."""
    answers.append(answer)
    return answer


def told(answer):
    """Print what an answer says in short, and keep it."""
    print(fill(answer.sentence, 79), end="\n\n")
    return kept(answer)


# %%
# Where things stand
# ------------------
# Each line is today's distribution. *Evidenced* ones rest on outside figures, *judged* ones on the modellers
# alone. Read them accordingly.

kept(cn.marginals(japan))

# %%
# The change under each proposed path
# -----------------------------------
# The article's own proposals, and some that it does not make. If a proposal cannot reach an outcome within
# a period, the table says so. That is structure, not a small number.

kept(cn.compare(japan, [outcome, "ai_era_position"], japan.interventions))

# %%
# The levers
# ----------

told(cn.levers(japan, outcome, draws=1000))

# %%
# Does the model show what the article claims?
# --------------------------------------------
# A check is met if it stands in at least nine of ten draws.

told(cn.audit(japan))

# %%
# The pictures
# ------------
# The whole argument, the influences that the article itself states, and the changes under one
# reform: pale bars show today, full bars the world after it.

reform = cn.do(multi_layer_outsourcing="shallow", in_house_development=">55%")
pictures = {
    "japan.svg": cn.draw(japan, legend=True),
    "stated.svg": cn.draw(japan, standing=("stated",)),
    "reform.svg": cn.draw(japan, under=reform, focus=outcome),
}
for name, picture in pictures.items():
    picture.save(out / name)
    picture.save((out / name).with_suffix(".png"))
pictures["reform.svg"]

# %%
# A report to send and a page to play with
# ----------------------------------------
# The report has verdicts on three of the paths, with their grounds, beside everything above.

key_paths = ("break up outsourcing", "build in house", "lower the language barrier")
judged = {
    name: cn.Conclusion(outcome, "rises", under=japan.interventions[name]) for name in key_paths
}
cn.report(japan, out / "report.html", conclusions=judged, draws=500, n_jobs=2)
cn.explore(japan, out / "explore.html")

# %%
# What the argument has earned
# ----------------------------
# The verdict on one path, in short here and whole in the file. The report has the others.

verdict = cn.verdict(japan, judged["break up outsourcing"])
kept(verdict)
(out / "answers.txt").write_text("\n\n\n".join(map(str, answers)), encoding="utf-8")
made = f"""In {out}/: answers.txt (the answers whole), report.html (to send), explore.html
(to play with), {", ".join(pictures)} (each also as .png)."""
print(f"{made}\n")
print("VERDICT")
print(fill(verdict.sentence, 79))
