/* Stands before the C library (LD_PRELOAD) and makes each flush to disk take two
 * milliseconds longer, as on a modest rented server. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

enum { MICROSECONDS = 2000 };

static int slowly(const char *name, int file)
{
    int (*flush)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    usleep(MICROSECONDS);
    return flush(file);
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
