"""Names made from labels."""

from hypothesis import given, strategies as st

from causalnet.model.coding.identifiers import identifier, same_words
from causalnet.names import name_mistakes
from causalnet.notation import is_argument


@given(st.text(), st.sets(st.text(max_size=3), max_size=5))
def test_any_label_has_a_new_name_that_can_be_written_before_an_equals_sign(
    label: str, taken: set[str]
) -> None:
    name = identifier(label, taken)

    assert is_argument(name)
    assert name not in taken
    assert name_mistakes("name", name) == []


def test_long_labels_are_cut_after_a_word() -> None:
    name = identifier("able to mitigate other crop failures and " * 3)

    assert name == "able_to_mitigate_other_crop_failures_and_able_to_mitigate"


def test_keywords_and_numbers_become_names() -> None:
    assert identifier("class") == "class_"
    assert identifier("3 meals") == "factor_3_meals"


def test_labels_that_differ_in_capitals_width_and_spaces_are_the_same() -> None:
    assert same_words("Ｃrop  yield ") == same_words("crop\u3000YIELD")
    assert same_words("crop yield") != same_words("crop yields")


@given(st.integers(0, 300))
def test_the_first_free_number_is_taken(count: int) -> None:
    taken: set[str] = set()
    for number in range(count):
        taken.add("rain" if not number else f"rain_{number + 1}")

    expected = "rain" if not count else f"rain_{count + 1}"
    assert identifier("Rain!", taken) == expected


@given(st.sets(st.integers(1, 40)))
def test_a_number_is_free_whatever_is_taken(numbers: set[int]) -> None:
    taken = {"rain", *(f"rain_{number}" for number in numbers)}

    assert identifier("rain", taken) not in taken
