# A real browser for the slow tests of the pages: where this machine has none and may install one, Debian's own.
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Installing chromium"
	{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
fi
echo "No chromium here: the tests in a browser are skipped, and with CI=true they fail." >&2
