/*
 * A disk that is slow or full when the file DISK_SHIM says so: "slow 20000" makes each sync take 20,000 microseconds
 * longer, "full" fails every write to the database. Loaded before the C library with LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* What the file says, without going through what is replaced here. */
static void read_order(char *order, size_t size) {
  order[0] = 0;
  const char *path = getenv("DISK_SHIM");
  if (path == NULL) return;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  ssize_t length = read(fd, order, size - 1);
  close(fd);
  order[length > 0 ? length : 0] = 0;
}

static int is_database(int fd) {
  char link[64], target[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, target, sizeof target - 1);
  if (length <= 0) return 0;
  target[length] = 0;
  return strstr(target, "downtick.db") != NULL;
}

static int is_refused(int fd) {
  if (!is_database(fd)) return 0;
  char order[32];
  read_order(order, sizeof order);
  return strncmp(order, "full", 4) == 0;
}

static void wait_for_disk(void) {
  char order[32];
  read_order(order, sizeof order);
  if (strncmp(order, "slow ", 5) == 0) usleep((useconds_t)atoi(order + 5));
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *data, size_t size) {
  if (is_refused(fd)) return errno = ENOSPC, -1;
  return REAL("write", ssize_t(*)(int, const void *, size_t))(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  if (is_refused(fd)) return errno = ENOSPC, -1;
  return REAL("pwrite", ssize_t(*)(int, const void *, size_t, off_t))(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  if (is_refused(fd)) return errno = ENOSPC, -1;
  return REAL("pwrite64", ssize_t(*)(int, const void *, size_t, off64_t))(fd, data, size, at);
}

int fsync(int fd) {
  wait_for_disk();
  return REAL("fsync", int (*)(int))(fd);
}

int fdatasync(int fd) {
  wait_for_disk();
  return REAL("fdatasync", int (*)(int))(fd);
}
