"""Every kind of mechanism has one implementation, and its format."""

from typing import get_args

from causalnet.compilation.mechanisms.registry import CPTS
from causalnet.formats.model_file.mechanisms import BY_KIND
from causalnet.model.mechanism import Mechanism

KINDS = get_args(Mechanism)


def test_every_kind_has_an_entry_here_and_in_the_format():
    assert [*CPTS] == [*KINDS]
    assert [*BY_KIND] == [kind.kind for kind in KINDS]
