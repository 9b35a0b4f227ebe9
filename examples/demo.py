"""
The Japan model in one go
=========================

The article explains why Japan's software industry fell behind, and how it could come forward. A model of its
whole argument ships with the library. This script asks the headline questions, prints the answers and
writes the pictures to ``out/``. ``make demo`` runs it.

Everything it prints is a consequence of the essay's model, never a forecast about Japan. The essay does not give
effect sizes, so every strength is a judgement of the modellers.
"""

from pathlib import Path

import causalnet as cn

japan = cn.load("japan_software")
outcomes = ["software_competitiveness", "ai_era_position"]
print(japan)
print(japan.title)

# %%
# Where things stand
# ------------------
# Each line is today's distribution. *Evidenced* ones rest on outside figures, *judged* ones on the modellers
# alone. Read them accordingly.

today = cn.marginals(japan)
print("\nWHERE THINGS STAND")
print(today)

# %%
# The change under each proposed path
# -----------------------------------
# The article's own proposals, and some that it does not make. If a proposal cannot reach an outcome within
# a period, the table says so. That is structure, not a small number.

print()
proposed = {n: p.intervention for n, p in japan.proposals.items() if p.claims}
print("THE ARTICLE'S PROPOSALS")
print(cn.compare(japan, outcomes, proposed))
others = {n: p.intervention for n, p in japan.proposals.items() if not p.claims}
print("\nWHAT IT DOES NOT PROPOSE")
print(cn.compare(japan, outcomes, others))

# %%
# See beside do
# -------------
# Observing shallow outsourcing is not the same as bringing it about: a third of what is seen is not done. A
# country in which it is observed is likely to differ in its causes too. The arrows that make this difference are ours.

print("\nSEE BESIDE DO")
for outcome in outcomes:
    seen = cn.query(japan, outcome, given={"multi_layer_outsourcing": "shallow"})
    done = cn.query(japan, outcome, under=cn.do(multi_layer_outsourcing="shallow"))
    print(
        f"  {outcome}: level {today[outcome].level:.4f} today, "
        f"{seen.level:.4f} where shallow outsourcing is seen, {done.level:.4f} where it is done"
    )

# %%
# The levers
# ----------

for outcome in outcomes:
    print()
    print(cn.levers(japan, outcome))

# %%
# Does the model show what the article claims?
# --------------------------------------------
# A check is met if it stands in at least nine of ten draws.

print()
report = cn.audit(japan)
for check in report.checks:
    size = f" ({check.told}, in {check.share:.0%} of draws)" if check.share is not None else ""
    print(f"  {check.word:25} {check.claim}: {check.conclusion}{size}")

# %%
# The pictures
# ------------
# The whole argument, the influences that the article itself states, and the changes under one
# reform.

out = Path("out")
out.mkdir(exist_ok=True)
reform = cn.do(multi_layer_outsourcing="shallow", in_house_development=">55%")
pictures = {
    "japan.svg": cn.draw(japan, legend=True),
    "stated.svg": cn.draw(japan, standing=("stated",)),
    "reform.svg": cn.draw(japan, under=reform, focus="software_competitiveness"),
}
for name, picture in pictures.items():
    picture.save(out / name)
    picture.save((out / name).with_suffix(".png"))
print(f"\nPictures written to {out}{'/'}: {', '.join(pictures)} (and each as .png)")

# %%
# A report to send and a page to play with
# ----------------------------------------
# The report has verdicts on three of the paths, with their grounds, beside everything above.

judged = {
    name: cn.Conclusion("software_competitiveness", "rises", under=japan.interventions[name])
    for name in (
        "break up outsourcing",
        "treat software as a value centre",
        "lower the language barrier",
    )
}
print(f"Report: {cn.report(japan, out / 'report.html', conclusions=judged, draws=500, n_jobs=2)}")
print(f"Page to play with: {cn.explore(japan, out / 'explore.html')}")

# %%
# Break up the layers of outsourcing and build teams at home: pale bars show today, full bars the world after
# the reform.

pictures["reform.svg"]
