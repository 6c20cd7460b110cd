#!/bin/sh
# Builds what is needed and runs every test; missing packages are installed. The last line is "N passed, N failed".
# MODE=asan (or tsan, debug) runs them with the sanitizers.
set -eu
cd "$(dirname "$0")/.."
sh .ci/packages test
make -s -j"$(nproc)" MODE="${MODE:-release}" all tests
exec env MODE="${MODE:-release}" OUT="build/${MODE:-release}" sh tests/run.sh
