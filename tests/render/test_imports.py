from __future__ import annotations

import subprocess
import sys


def test_no_output_of_a_check_or_a_report_waits_for_rich() -> None:
    code = (
        "import sys, kpicli.render.findings, kpicli.render.cascade, kpicli.render.reports\n"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
