/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "td-error.h"

#define MAX_LOCK_TEXT 512

/* The lock file "NAME.tiendo.lock" has three lines: host, process id, user. */
struct _TdFolderLock
{
  char *path;
  char *text; /* what we wrote: only our own lock is removed */
};

/**
 * td_folder_is_network:
 * @path: (type filename): a file, which need not exist
 *
 * Returns: whether its folder is on a network or another place where several machines may write:
 *   there shared memory and file locks cannot be trusted
 */
gboolean
td_folder_is_network (const char *path)
{
  static const guint32 types[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 */
    0x65735546, /* FUSE: sshfs, gvfs, cloud folders */
    0x01021997, /* 9P */
    0x5346414f, /* AFS */
    0x564c,     /* NCP */
    0x786f4256, /* shared folder of a virtual machine */
  };
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if ((guint32) info.f_type == types[i])
        return TRUE;
    }

  return FALSE;
}

/**
 * td_folder_is_writable:
 * @path: (type filename): a file
 *
 * Returns: whether the file (if it exists) and its folder can be written
 */
gboolean
td_folder_is_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK) == 0 && (g_access (path, F_OK) != 0 || g_access (path, W_OK) == 0);
}

static char *
read_lock (const char *path)
{
  char text[MAX_LOCK_TEXT];
  gssize n;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return NULL;

  n = read (fd, text, sizeof text);
  g_close (fd, NULL);

  return n > 0 ? g_utf8_make_valid (text, n) : NULL;
}

/* A lock of this machine whose process has ended was left by a crash. */
static gboolean
is_stale (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 4);
  gint64 pid;

  if (g_strv_length (lines) < 3 || !g_str_equal (lines[0], g_get_host_name ()))
    return FALSE;
  if (!g_ascii_string_to_signed (lines[1], 10, 1, G_MAXINT32, &pid, NULL))
    return FALSE;

  return kill ((pid_t) pid, 0) != 0 && errno == ESRCH;
}

static char *
describe_holder (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 4);

  if (g_strv_length (lines) < 3)
    return g_strdup (_ ("somebody"));

  /* TRANSLATORS: a user name and the name of the computer he or she works on */
  return g_strdup_printf (_ ("%s on the computer %s"), lines[2], lines[0]);
}

static gboolean
create_lock (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  gboolean written;

  if (fd < 0)
    return FALSE;

  written = write (fd, text, strlen (text)) == (gssize) strlen (text) && fsync (fd) == 0;
  g_close (fd, NULL);

  return written;
}

/* Two programs may find the same dead lock: each takes it away under a name of its own and looks
 * at what it has got. The slower one has the new lock of the other in its hands then, and gives it
 * back. */
static void
remove_stale (const char *path, const char *stale)
{
  g_autofree char *aside = g_strdup_printf ("%s.%08x", path, g_random_int ());
  g_autofree char *found = NULL;

  if (g_rename (path, aside) != 0)
    return;

  found = read_lock (aside);
  if (g_strcmp0 (found, stale) != 0 && link (aside, path) != 0)
    g_debug ("%s: another program has the lock already", path);
  g_unlink (aside);
}

/**
 * td_folder_lock_take:
 * @path: (type filename): a workspace on a network
 * @holder: (out) (transfer full): who holds the lock, when it is not free
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the lock; NULL without @error when somebody else writes
 */
TdFolderLock *
td_folder_lock_take (const char *path, char **holder, GError **error)
{
  g_autoptr (TdFolderLock) self = g_new0 (TdFolderLock, 1);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);

  *holder = NULL;
  self->text =
      g_strdup_printf ("%s\n%d\n%s\n", g_get_host_name (), (int) getpid (), g_get_user_name ());

  for (int attempt = 0; attempt < 2; attempt++)
    {
      g_autofree char *found = NULL;

      if (create_lock (lock_path, self->text))
        {
          self->path = g_steal_pointer (&lock_path);
          return g_steal_pointer (&self);
        }

      found = read_lock (lock_path);
      if (found == NULL || !is_stale (found))
        {
          *holder = describe_holder (found != NULL ? found : "");
          return NULL;
        }
      remove_stale (lock_path, found);
    }

  td_error_set_at (error, TD_ERROR_REFUSED, path, NULL, _ ("The workspace cannot be locked."));
  return NULL;
}

/**
 * td_folder_lock_release:
 * @self: (nullable) (transfer full): a lock
 */
void
td_folder_lock_release (TdFolderLock *self)
{
  if (self == NULL)
    return;

  if (self->path != NULL)
    {
      g_autofree char *found = read_lock (self->path);

      if (g_strcmp0 (found, self->text) == 0)
        g_unlink (self->path);
    }
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}
