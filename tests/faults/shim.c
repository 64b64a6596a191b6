/* System calls that fail as told: loaded before libc, armed by the child that is to meet a fault.

   Only calls on files below `root` count (on standard output, if `root` is "-"). The `nth` of a
   kind fails with `error`; in `mode` ALL each one from there on does, KILL and TORN end the process
   in its place, TORN after half of what was to be written. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE, PWRITE, FSYNC, FDATASYNC, RENAME, LINK, UNLINK, FTRUNCATE, OPEN, MKDIR, CHMOD, KINDS };
enum { ONCE, ALL, KILL, TORN };

static struct {
    char root[512];
    int armed, kind, nth, error, mode;
    int *counts; /* KINDS numbers, and whether the fault was met; shared with the parent */
} plan;

void faults_arm(const char *root, int kind, int nth, int error, int mode, int *counts)
{
    snprintf(plan.root, sizeof plan.root, "%s", root);
    plan.kind = kind, plan.nth = nth, plan.error = error, plan.mode = mode;
    plan.counts = counts;
    plan.armed = 1;
}

static int is_below(const char *path)
{
    char real[4096];
    if (path[0] != '/') {
        if (!getcwd(real, sizeof real - 1))
            return 0;
        path = real;
    }
    return !strncmp(path, plan.root, strlen(plan.root));
}

static int is_ours(int fd)
{
    char name[64], path[4096];
    int is_output = !strcmp(plan.root, "-");
    if (is_output && fd != 1)
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (is_output)
        return strcmp(path, "/dev/null");
    return path[0] == '/' && is_below(path);
}

/* Return whether this call is to fail. */
static int fails(int kind)
{
    int count = __atomic_add_fetch(&plan.counts[kind], 1, __ATOMIC_SEQ_CST);
    if (kind != plan.kind || count < plan.nth || (count > plan.nth && plan.mode != ALL))
        return 0;
    plan.counts[KINDS] = 1;
    if (plan.mode == KILL)
        kill(getpid(), SIGKILL);
    errno = plan.error;
    return 1;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) \
        real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OF_FILE(type, name, kind, fd, told, given) \
    type name told \
    { \
        REAL(name); \
        if (plan.armed && is_ours(fd) && fails(kind)) \
            return -1; \
        return real given; \
    }

#define OF_PATH(name, kind, path, told, given) \
    int name told \
    { \
        REAL(name); \
        if (plan.armed && is_below(path) && fails(kind)) \
            return -1; \
        return real given; \
    }

#define OF_WRITING(name, kind, told, given, half) \
    ssize_t name told \
    { \
        REAL(name); \
        if (plan.armed && is_ours(fd) && fails(kind)) { \
            if (plan.mode != TORN) \
                return -1; \
            if (real half >= 0) \
                kill(getpid(), SIGKILL); \
        } \
        return real given; \
    }

OF_WRITING(write, WRITE, (int fd, const void *data, size_t size), (fd, data, size), (fd, data, size / 2))
OF_WRITING(pwrite, PWRITE, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at), (fd, data, size / 2, at))
OF_WRITING(pwrite64, PWRITE, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at), (fd, data, size / 2, at))
OF_FILE(int, fsync, FSYNC, fd, (int fd), (fd))
OF_FILE(int, fdatasync, FDATASYNC, fd, (int fd), (fd))
OF_FILE(int, ftruncate, FTRUNCATE, fd, (int fd, off_t size), (fd, size))
OF_FILE(int, ftruncate64, FTRUNCATE, fd, (int fd, off64_t size), (fd, size))
OF_FILE(int, fchmod, CHMOD, fd, (int fd, mode_t mode), (fd, mode))
OF_FILE(ssize_t, sendfile, WRITE, to, (int to, int from, off_t *at, size_t size), (to, from, at, size))
OF_FILE(ssize_t, sendfile64, WRITE, to, (int to, int from, off64_t *at, size_t size), (to, from, at, size))
OF_PATH(rename, RENAME, from, (const char *from, const char *to), (from, to))
OF_PATH(link, LINK, from, (const char *from, const char *to), (from, to))
OF_PATH(unlink, UNLINK, path, (const char *path), (path))
OF_PATH(unlinkat, UNLINK, path, (int folder, const char *path, int flags), (folder, path, flags))
OF_PATH(mkdir, MKDIR, path, (const char *path, mode_t mode), (path, mode))
OF_PATH(chmod, CHMOD, path, (const char *path, mode_t mode), (path, mode))

#define OPENING(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (plan.armed && is_below(path) && fails(OPEN)) \
            return -1; \
        return real(path, flags, mode); \
    }

OPENING(open)
OPENING(open64)
