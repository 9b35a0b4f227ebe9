"""The sentences that a verdict leads with, on a model that ships, read as somebody who never saw the code."""

import re

import causalnet as cn
from causalnet.cli.console import answer_document
from causalnet.language.translate import speaking


def test_they_say_direction_size_ground_what_it_rests_on_and_what_would_undo_it():
    model = cn.load("japan_software")
    under = model.proposals["break up outsourcing"].intervention
    rises = cn.Conclusion("software_competitiveness", "rises", under=under)
    found = cn.verdict(model, rises, draws=20)
    sentence = found.sentence

    assert re.match(
        r".*[oO]utsourcing”? raises software competitiveness moderately: by 0\.\d{3} of 2 states, \d\.\d% of the scale "
        r"\(35% → \d\d% at least some categories\)\. The direction ",
        sentence,
    )
    assert "the size rests on our judgements." in sentence
    assert "influence" in sentence
    assert "rival" in sentence
    # No name of a program, and no minus before a zero.
    assert not re.search(r"\w_\w|do\(|-0\.0+\b|\[lag", sentence)

    # What is printed, shown in a browser and given as JSON is the same.
    assert " ".join(str(found).split()).startswith(sentence)
    assert found.web_sheets()[0].title.split() == sentence.split()
    assert answer_document("verdict", found)["sentence"] == sentence
    assert max(map(len, str(found).splitlines())) <= 79

    with speaking("ja"):
        japanese = found.sentence
    assert japanese.endswith("。")
    assert "ある程度高める（2段階中0." in japanese
    assert "われわれの判断" in japanese
    assert "対抗仮説" in japanese
    own_words = re.sub(r"「[^」]*」|（[^）]*）|：[^。]*", "", japanese)
    assert not re.search(r"\b(the|is|raises|would|rests)\b", own_words)
