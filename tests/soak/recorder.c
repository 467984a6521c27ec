/* Records what a process does to files below a folder, in order, for power.py. Built when needed:
   cc -shared -fPIC -o recorder.so recorder.c -ldl, and loaded by LD_PRELOAD.

   LINNET_RECORD_BELOW names the folder, LINNET_RECORD_TO the log. A record is a head, a path or
   two, and bytes. A lock is held while the system acts, so the log has the order of the acts. What
   is written to the client's pipe, the first standard output, is recorded as an answer. Children
   are recorded too, but they and their pipes have no client. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct head { uint8_t kind; uint8_t unused[7]; uint64_t file; int64_t at; uint64_t path, other, bytes; };

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *below;
static size_t below_length;
static int out = -1;
static ino_t client;

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("LINNET_RECORD_TO");
    below = getenv("LINNET_RECORD_BELOW");
    if (!to || !below) return;
    below_length = strlen(below);
    const char *known = getenv("LINNET_RECORD_CLIENT");
    struct stat about;
    if (known) {
        client = strtoull(known, NULL, 10);
    } else if (!fstat(1, &about)) {
        char text[32];
        client = about.st_ino;
        snprintf(text, sizeof text, "%llu", (unsigned long long)client);
        setenv("LINNET_RECORD_CLIENT", text, 1);
    }
    out = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void put(char kind, uint64_t file, int64_t at, const char *path, const char *other,
                const void *bytes, size_t count) {
    struct head head = {.kind = (uint8_t)kind, .file = file, .at = at};
    head.path = path ? strlen(path) : 0;
    head.other = other ? strlen(other) : 0;
    head.bytes = count;
    struct iovec parts[4] = {{&head, sizeof head}, {(void *)path, head.path},
                             {(void *)other, head.other}, {(void *)bytes, count}};
    syscall(SYS_writev, out, parts, 4);
}

static int inside(const char *path) {
    return out >= 0 && !strncmp(path, below, below_length);
}

/* Write the whole path of a name that counts from an open folder; 1 if it lies below ours. */
static int whole(int folder, const char *name, char *path) {
    char from[64];
    if (name[0] == '/') return snprintf(path, PATH_MAX, "%s", name), inside(path);
    if (folder == AT_FDCWD) {
        if (syscall(SYS_getcwd, path, PATH_MAX) < 0) return 0;
    } else {
        snprintf(from, sizeof from, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(from, path, PATH_MAX - 1);
        if (length < 0) return 0;
        path[length] = 0;
    }
    size_t length = strlen(path);
    snprintf(path + length, PATH_MAX - length, "/%s", name);
    return inside(path);
}

static int ours(int file, char *path, struct stat *about) {
    char from[64];
    if (out < 0 || fstat(file, about)) return 0;
    snprintf(from, sizeof from, "/proc/self/fd/%d", file);
    ssize_t length = readlink(from, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return inside(path);
}


static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat about;
    int mine = whole(folder, name, path);
    if (!mine || !(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE)
        return syscall(SYS_openat, folder, name, flags, mode);
    pthread_mutex_lock(&lock);
    int was = !stat(path, &about);
    int file = syscall(SYS_openat, folder, name, flags, mode);
    int failed = errno;
    if (file >= 0 && !fstat(file, &about)) {
        if (!was) put('C', about.st_ino, 0, path, NULL, NULL, 0);
        else if (flags & O_TRUNC) put('T', about.st_ino, 0, path, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return file;
}

#define MODE(last) mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; \
    va_start(more, last); mode = va_arg(more, int); va_end(more); }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }

static void wrote(int file, int64_t at, const void *bytes, ssize_t count) {
    char path[PATH_MAX];
    struct stat about;
    if (count <= 0 || out < 0) return;
    if (ours(file, path, &about)) put('W', about.st_ino, at, path, NULL, bytes, count);
    else if (S_ISFIFO(about.st_mode) && about.st_ino == client) put('A', 0, 0, NULL, NULL, bytes, count);
}

ssize_t write(int file, const void *bytes, size_t count) {
    pthread_mutex_lock(&lock);
    ssize_t done = syscall(SYS_write, file, bytes, count);
    int failed = errno;
    if (done > 0 && out >= 0) {
        off_t at = lseek(file, 0, SEEK_CUR);
        wrote(file, at < 0 ? 0 : at - done, bytes, done);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}

static ssize_t placed(int file, const void *bytes, size_t count, off_t at) {
    pthread_mutex_lock(&lock);
    ssize_t done = syscall(SYS_pwrite64, file, bytes, count, at);
    int failed = errno;
    wrote(file, at, bytes, done);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return placed(file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) { return placed(file, bytes, count, at); }

ssize_t writev(int file, const struct iovec *parts, int count) {
    ssize_t all = 0;
    for (int each = 0; each < count; each++) {
        ssize_t done = write(file, parts[each].iov_base, parts[each].iov_len);
        if (done < 0) return all ? all : done;
        all += done;
        if ((size_t)done < parts[each].iov_len) break;
    }
    return all;
}

/* The system would copy by itself; copies by `write` are seen. */
ssize_t sendfile(int to, int from, off_t *at, size_t count) { errno = ENOTSOCK; return -1; }
ssize_t sendfile64(int to, int from, off_t *at, size_t count) { errno = ENOTSOCK; return -1; }
ssize_t copy_file_range(int from, off_t *a, int to, off_t *b, size_t count, unsigned f) { errno = ENOSYS; return -1; }

static int sized(int file, off_t size) {
    char path[PATH_MAX];
    struct stat about;
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_ftruncate, file, size);
    int failed = errno;
    if (!done && ours(file, path, &about)) put('T', about.st_ino, size, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int ftruncate(int file, off_t size) { return sized(file, size); }
int ftruncate64(int file, off_t size) { return sized(file, size); }

static int synced(int file, long call) {
    char path[PATH_MAX];
    struct stat about;
    pthread_mutex_lock(&lock);
    int done = syscall(call, file);
    int failed = errno;
    if (!done && ours(file, path, &about))
        put(S_ISDIR(about.st_mode) ? 'D' : 'S', about.st_ino, 0, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

static int renamed(int one, const char *from, int two, const char *to, unsigned flags) {
    char path[PATH_MAX], other[PATH_MAX];
    struct stat about = {0};
    int mine = whole(one, from, path), there = whole(two, to, other);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_renameat2, one, from, two, to, flags);
    int failed = errno;
    if (!done && (mine || there) && !lstat(other, &about))
        put('R', about.st_ino, 0, path, other, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int one, const char *from, int two, const char *to) { return renamed(one, from, two, to, 0); }
int renameat2(int one, const char *from, int two, const char *to, unsigned flags) { return renamed(one, from, two, to, flags); }

static int gone(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    int mine = whole(folder, name, path);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_unlinkat, folder, name, flags);
    int failed = errno;
    if (!done && mine) put('U', 0, 0, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int unlink(const char *name) { return gone(AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return gone(folder, name, flags); }
int rmdir(const char *name) { return gone(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) { int done = unlink(name); return done && errno == EISDIR ? rmdir(name) : done; }

static int made(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    struct stat about;
    int mine = whole(folder, name, path);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_mkdirat, folder, name, mode);
    int failed = errno;
    if (!done && mine && !stat(path, &about)) put('M', about.st_ino, 0, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return made(folder, name, mode); }

static int linked(int one, const char *from, int two, const char *to, int flags) {
    char path[PATH_MAX];
    struct stat about;
    int mine = whole(two, to, path);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_linkat, one, from, two, to, flags);
    int failed = errno;
    if (!done && mine && !lstat(path, &about)) put('L', about.st_ino, 0, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int one, const char *from, int two, const char *to, int flags) { return linked(one, from, two, to, flags); }
