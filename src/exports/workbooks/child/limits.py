"""How much memory and time the child may take: little for a small workbook, more as its parts say they are larger."""

import contextlib
import signal

try:
    import resource
except ImportError:  # no limits of this kind on Windows; the parent's own clock still ends the child
    resource = None

MEBIBYTE = 1 << 20
LEAST_MEMORY, MOST_MEMORY = 480 * MEBIBYTE, 2048 * MEBIBYTE
LEAST_SECONDS, MOST_SECONDS = 4, 120
_MEMORY_PER_BYTE = 4
_BYTES_PER_SECOND = 5 * MEBIBYTE
_BYTES_PER_CELL = 48


def memory(unpacked: int) -> int:
    """Bytes of address space for parts of so many bytes."""
    return min(MOST_MEMORY, max(LEAST_MEMORY, _MEMORY_PER_BYTE * unpacked))


def cells(unpacked: int) -> int:
    """How many cells the range of a sheet may span: every one of them takes memory, filled or not."""
    return memory(unpacked) // _BYTES_PER_CELL


def seconds(unpacked: int) -> int:
    """Seconds of processor time."""
    return min(MOST_SECONDS, LEAST_SECONDS + unpacked // _BYTES_PER_SECOND)


def hold(unpacked: int = 0) -> None:
    """Holds this process to the limits: memory that is refused raises or aborts, time that is up kills."""
    if resource is None:
        return
    for kind, most, now in (
        (resource.RLIMIT_AS, MOST_MEMORY, memory(unpacked)),
        (resource.RLIMIT_CPU, MOST_SECONDS + 1, seconds(unpacked)),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (now, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(10 * seconds(unpacked))


def peak() -> int | None:
    """The most memory this process held, in bytes; None where the system does not tell."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None
