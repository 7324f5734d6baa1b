/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lock-guard.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Where SQLite keeps its locks (file format 3, since 2004): one byte of the shared range of the
 * database file, and the "dead man switch" of the -shm file. */
#define SHARED_BYTE (0x40000000 + 2)
#define SHM_SWITCH_BYTE 128

struct _TdLockGuard
{
  int database; /* descriptors, -1: none */
  int shm;
};

static int
open_locked (const char *path, goffset byte)
{
  struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  /* A file system without such locks is no worse off than before. */
  if (fd >= 0)
    fcntl (fd, F_OFD_SETLK, &lock);

  return fd;
}

static void
unlock (int fd)
{
  struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET };

  if (fd >= 0)
    fcntl (fd, F_OFD_SETLK, &lock);
}

/**
 * td_lock_guard_new:
 * @path: (type filename): a workspace in WAL mode whose connections are open
 *
 * Returns: (transfer full): a guard
 */
TdLockGuard *
td_lock_guard_new (const char *path)
{
  TdLockGuard *self = g_new0 (TdLockGuard, 1);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  self->database = open_locked (path, SHARED_BYTE);
  self->shm = open_locked (shm, SHM_SWITCH_BYTE);

  return self;
}

/**
 * td_lock_guard_release:
 * @self: (nullable): a guard
 *
 * Lets the locks go. The descriptors stay open: closing them would take SQLite's own locks away. To
 * be called right before the connections are closed.
 */
void
td_lock_guard_release (TdLockGuard *self)
{
  if (self == NULL)
    return;

  unlock (self->database);
  unlock (self->shm);
}

/**
 * td_lock_guard_free:
 * @self: (nullable): a released guard, after the connections are closed
 */
void
td_lock_guard_free (TdLockGuard *self)
{
  if (self == NULL)
    return;

  if (self->database >= 0)
    g_close (self->database, NULL);
  if (self->shm >= 0)
    g_close (self->shm, NULL);
  g_free (self);
}
