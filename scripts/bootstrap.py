"""Make the project's virtual environment: `python3 scripts/bootstrap.py runtime|dev`, before anything is installed.

Only the standard library, and only syntax that an old Python reads too: such a one must be able to say that it is
too old.
A stamp, written last, names what was installed; an interrupted run has none and is completed by the next.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)
LOCKS = {"runtime": ["requirements.lock"], "dev": ["requirements-dev.lock", "requirements.lock"]}
IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def stop(message: str) -> None:
    """Say in one line what is wrong, and end."""
    sys.stderr.write("quipu: " + message + "\n")
    sys.exit(1)


def succeeds(command: list) -> bool:
    """Whether a command can be run and ends well; what it prints is of no interest."""
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def continue_with_newer_python() -> None:
    """Go on under a Python that is new enough, when the machine has one beside the one that was called."""
    for name in ("python3.11", "python3.12", "python3.13", "python3.14"):
        if succeeds([name, "-c", IS_NEW_ENOUGH]):
            os.execvp(name, [name] + sys.argv)
    stop(
        "Python 3.11 or newer is needed; %s is %s. Install one, or name yours: make PYTHON=/path/to/python3.11"
        % (sys.executable, sys.version.split()[0])
    )


def digest(profile: str) -> str:
    """What a profile's installation depends on: its locks and the project file."""
    content = hashlib.sha256(profile.encode())
    for name in LOCKS[profile] + ["pyproject.toml"]:
        with open(os.path.join(ROOT, name), "rb") as file:
            content.update(file.read())
    return content.hexdigest()


def stamp_path(profile: str) -> str:
    """Where the stamp of an installed profile stands."""
    return os.path.join(VENV, "quipu-" + profile + ".stamp")


def is_installed(profile: str) -> bool:
    """Whether exactly this was installed here, to its end, and the environment's Python still runs."""
    try:
        with open(stamp_path(profile)) as file:
            return file.read() == digest(profile) and succeeds([VENV_PYTHON, "-c", "import django"])
    except OSError:
        return False


def write_stamp(profile: str) -> None:
    """Note an installation as complete, in one step."""
    with open(stamp_path(profile) + ".new", "w") as file:
        file.write(digest(profile))
    os.replace(stamp_path(profile) + ".new", stamp_path(profile))


def make_venv() -> None:
    """Make the environment, or keep the one that an interrupted run began if it still works."""
    if succeeds([VENV_PYTHON, "-c", IS_NEW_ENOUGH]) and succeeds([VENV_PYTHON, "-m", "pip", "--version"]):
        return
    # Debian ships these apart, and without them a half-made environment would be left.
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        stop(
            "Python's venv module is missing. On Debian or Ubuntu: apt install python%d.%d-venv" % sys.version_info[:2]
        )
    if os.path.isdir(VENV):
        if not os.path.exists(os.path.join(VENV, "pyvenv.cfg")) and os.listdir(VENV):
            stop("%s is there and is no virtual environment; move it away." % VENV)
        shutil.rmtree(VENV)
    print("Making the virtual environment .venv with Python %s" % sys.version.split()[0])
    sys.stdout.flush()
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        stop("the virtual environment could not be made (see above).")


def pip_install(*arguments: str) -> None:
    """Install with the environment's own pip; its messages are shown when it fails."""
    command = [VENV_PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    if subprocess.call(command + list(arguments), cwd=ROOT) != 0:
        stop("installing failed (see above). Nothing is lost: run the same command again.")


def install(profile: str) -> None:
    """Install a profile's locked packages, then the project itself, then note it."""
    lock = LOCKS[profile][0]
    with open(os.path.join(ROOT, lock)) as file:
        count = sum("==" in line for line in file)
    for old in LOCKS:
        if os.path.exists(stamp_path(old)):
            os.remove(stamp_path(old))
    print("Installing up to %d packages from %s (a few minutes the first time)" % (count, lock))
    sys.stdout.flush()
    pip_install("--require-hashes", "--requirement", lock)
    pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
    write_stamp("runtime")
    if profile == "dev":
        write_stamp("dev")


def main() -> None:
    """Bring the environment to the asked profile and compile the catalogues that changed."""
    if sys.version_info < OLDEST:
        continue_with_newer_python()
    profile = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if profile not in LOCKS:
        stop("usage: bootstrap.py runtime|dev")
    with open(os.path.join(ROOT, ".venv.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once would install over each other
        if not is_installed(profile):
            make_venv()
            install(profile)
        if subprocess.call([VENV_PYTHON, os.path.join(ROOT, "scripts", "compile_catalogues.py")]) != 0:
            stop("the message catalogues could not be compiled (see above).")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("interrupted. The next run goes on from here.")
