# Makes .venv with the first Python of at least 3.11 that can make one; leaves a working .venv as it is.
# PYTHON=/some/python chooses another.
set -eu

works() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -x .venv/bin/python ] && works .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi
for python in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3.14 python3 python; do
    if command -v "$python" >/dev/null 2>&1 && works "$python"; then
        echo "Making .venv with $("$python" --version) ($python)"
        "$python" -m venv --clear .venv
        exit 0
    fi
    if [ "$python" = "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON is not a Python of at least 3.11 with the modules venv and ensurepip." >&2
        exit 1
    fi
done
cat >&2 <<'END'
No Python of at least 3.11 with the modules venv and ensurepip is on the PATH
(tried python3.11 to python3.14, python3 and python).
Install one (on Debian and Ubuntu: apt install python3 python3-venv), or name one: make test PYTHON=/path/to/python3.12
END
exit 1
