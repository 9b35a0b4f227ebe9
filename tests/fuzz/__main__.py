"""`python -m tests.fuzz`."""

import sys

from tests.fuzz.many import main

sys.exit(main())
