/* Disturbs a process at its n-th touch of the disk: it dies there, or the disk refuses.
 *
 * Loaded before libc (LD_PRELOAD), so that it meets what SQLite does as well as what Python does.
 * Only regular files and folders count, not pipes. With `torn`, half of a write is done first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static long seen, wanted, met;
static int error_of, is_lasting, is_torn;

/* From now on touches are counted from 1; `error` 0 kills, `at` 0 disturbs nothing. */
void disturb_arm(long at, int error, int lasting, int torn) {
    seen = met = 0;
    wanted = at;
    error_of = error;
    is_lasting = lasting;
    is_torn = torn;
}

/* The disk takes everything again; what was met is still known. */
void disturb_pause(void) { wanted = 0; }

long disturb_seen(void) { return seen; }
long disturb_met(void) { return met; }

static int is_due(void) {
    seen++;
    if (!wanted || !(seen == wanted || (is_lasting && seen > wanted)))
        return 0;
    met++;
    return 1;
}

static int refused(void) {
    if (!error_of)
        kill(getpid(), SIGKILL);
    errno = error_of;
    return -1;
}

static int is_on_disk(int fd) {
    struct stat about;
    return fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}

#define REAL(name, type) \
    static type real; \
    if (!real) real = (type)dlsym(RTLD_NEXT, #name)

#define WRITES(name, offset) \
    ssize_t name(int fd, const void *data, size_t size, offset at) { \
        typedef ssize_t (*type)(int, const void *, size_t, offset); \
        REAL(name, type); \
        if (!is_on_disk(fd) || !is_due()) return real(fd, data, size, at); \
        if (is_torn && size > 1) real(fd, data, size / 2, at); \
        return refused(); \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    typedef ssize_t (*type)(int, const void *, size_t);
    REAL(write, type);
    if (!is_on_disk(fd) || !is_due()) return real(fd, data, size);
    if (is_torn && size > 1) {
        ssize_t half = real(fd, data, size / 2);
        /* Whoever writes the rest is refused then, as on a disk that is full. */
        if (error_of && is_lasting) return half;
    }
    return refused();
}

#define OF_FILE(name, arguments, ...) \
    int name arguments { \
        typedef int (*type) arguments; \
        REAL(name, type); \
        return is_on_disk(fd) && is_due() ? refused() : real(__VA_ARGS__); \
    }
OF_FILE(fsync, (int fd), fd)
OF_FILE(fdatasync, (int fd), fd)
OF_FILE(ftruncate, (int fd, off_t size), fd, size)
OF_FILE(ftruncate64, (int fd, off64_t size), fd, size)

#define OF_NAME(name, arguments, ...) \
    int name arguments { \
        typedef int (*type) arguments; \
        REAL(name, type); \
        return is_due() ? refused() : real(__VA_ARGS__); \
    }
OF_NAME(rename, (const char *from, const char *to), from, to)
OF_NAME(renameat, (int a, const char *from, int b, const char *to), a, from, b, to)
OF_NAME(link, (const char *from, const char *to), from, to)
OF_NAME(unlink, (const char *path), path)
OF_NAME(unlinkat, (int fd, const char *path, int flags), fd, path, flags)
OF_NAME(rmdir, (const char *path), path)
OF_NAME(mkdir, (const char *path, mode_t mode), path, mode)

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        typedef int (*type)(const char *, int, mode_t); \
        REAL(name, type); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return (flags & O_CREAT) && is_due() ? refused() : real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
