"""The names that `import onrecord` gives, and what it does not load for them."""

import subprocess
import sys

import onrecord


def test_every_public_name_is_there():
    assert [name for name in onrecord.__all__ if not hasattr(onrecord, name)] == []


def test_import_loads_nothing_heavy():
    heavy = "{'numpy', 'onnxruntime', 'sqlite3', 'trafilatura', 'onrecord.read', 'onrecord.resolve'}"
    command = f"import sys, onrecord; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
