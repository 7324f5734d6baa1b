/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-test-vfs.h"

#include <sqlite3.h>
#include <string.h>

/* One file of the process, whatever the number of its connections. */
typedef struct
{
  GByteArray *image; /* as the process sees it */
  GArray *dirty;     /* (element-type Range): not on the disk yet */
  gboolean cut;      /* truncated and not synced yet */
} Image;

typedef struct
{
  sqlite3_int64 offset;
  int size;
} Range;

typedef struct
{
  sqlite3_file base;
  Image *image;       /* NULL: passes through */
  sqlite3_file *real; /* behind this struct */
} File;

/* The state of the file system: one per process by its nature. */
typedef struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex mutex;
  GHashTable *images; /* path -> Image */
  GRand *rand;
} LossyVfs;

#define FILE(f) ((File *) (f))
#define REAL(f) (FILE (f)->real)
#define VFS(v) ((LossyVfs *) (v)->pAppData)

static LossyVfs *
the_vfs (void)
{
  return VFS (sqlite3_vfs_find ("td-lossy"));
}

static void
image_free (Image *image)
{
  g_byte_array_unref (image->image);
  g_array_unref (image->dirty);
  g_free (image);
}

static int
x_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
x_read (sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
  Image *image = FILE (file)->image;
  sqlite3_int64 there;

  if (image == NULL)
    return REAL (file)->pMethods->xRead (REAL (file), buffer, size, offset);

  g_mutex_lock (&the_vfs ()->mutex);
  there = CLAMP ((sqlite3_int64) image->image->len - offset, 0, size);
  if (there > 0)
    memcpy (buffer, image->image->data + offset, (size_t) there);
  g_mutex_unlock (&the_vfs ()->mutex);
  memset ((char *) buffer + there, 0, (size_t) (size - there));

  return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
x_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  Image *image = FILE (file)->image;
  LossyVfs *vfs = the_vfs ();
  Range range = { offset, size };
  int rc = SQLITE_OK;

  if (image == NULL)
    return REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);

  g_mutex_lock (&vfs->mutex);
  if (image->image->len < offset + size)
    {
      guint before = image->image->len;

      g_byte_array_set_size (image->image, (guint) (offset + size));
      memset (image->image->data + before, 0, image->image->len - before);
    }
  memcpy (image->image->data + offset, data, (size_t) size);
  if (!image->cut && g_rand_int_range (vfs->rand, 0, 4) == 0)
    rc = REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
  else
    g_array_append_val (image->dirty, range);
  g_mutex_unlock (&vfs->mutex);

  return rc;
}

static int
x_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  Image *image = FILE (file)->image;

  if (image == NULL)
    return REAL (file)->pMethods->xTruncate (REAL (file), size);

  g_mutex_lock (&the_vfs ()->mutex);
  g_byte_array_set_size (image->image, (guint) size);
  image->cut = TRUE;
  g_mutex_unlock (&the_vfs ()->mutex);

  return SQLITE_OK;
}

static int
flush (File *file)
{
  Image *image = file->image;
  int rc = SQLITE_OK;

  if (image->cut)
    rc = file->real->pMethods->xTruncate (file->real, image->image->len);
  for (guint i = 0; rc == SQLITE_OK && i < image->dirty->len; i++)
    {
      Range *range = &g_array_index (image->dirty, Range, i);
      sqlite3_int64 end = MIN (range->offset + range->size, (sqlite3_int64) image->image->len);

      if (end > range->offset)
        rc = file->real->pMethods->xWrite (file->real, image->image->data + range->offset,
                                           (int) (end - range->offset), range->offset);
    }
  image->cut = FALSE;
  g_array_set_size (image->dirty, 0);

  return rc;
}

static int
x_sync (sqlite3_file *file, int flags)
{
  int rc = SQLITE_OK;

  if (FILE (file)->image != NULL)
    {
      g_mutex_lock (&the_vfs ()->mutex);
      rc = flush (FILE (file));
      g_mutex_unlock (&the_vfs ()->mutex);
    }

  return rc == SQLITE_OK ? REAL (file)->pMethods->xSync (REAL (file), flags) : rc;
}

static int
x_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  Image *image = FILE (file)->image;

  if (image == NULL)
    return REAL (file)->pMethods->xFileSize (REAL (file), size);

  g_mutex_lock (&the_vfs ()->mutex);
  *size = image->image->len;
  g_mutex_unlock (&the_vfs ()->mutex);

  return SQLITE_OK;
}

static int
x_lock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
x_unlock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
x_check_reserved_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
x_file_control (sqlite3_file *file, int op, void *arg)
{
  /* size hints would change the real file behind the image */
  if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)
    return SQLITE_OK;

  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
x_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
x_device_characteristics (sqlite3_file *file)
{
  return 0; /* nothing is promised */
}

static int
x_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
x_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
x_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
x_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static const sqlite3_io_methods methods = {
  2,
  x_close,
  x_read,
  x_write,
  x_truncate,
  x_sync,
  x_file_size,
  x_lock,
  x_unlock,
  x_check_reserved_lock,
  x_file_control,
  x_sector_size,
  x_device_characteristics,
  x_shm_map,
  x_shm_lock,
  x_shm_barrier,
  x_shm_unmap,
};

static Image *
load_image (LossyVfs *vfs, const char *path, sqlite3_file *real)
{
  Image *image = g_hash_table_lookup (vfs->images, path);
  sqlite3_int64 size = 0;

  if (image != NULL)
    return image;

  image = g_new0 (Image, 1);
  image->image = g_byte_array_new ();
  image->dirty = g_array_new (FALSE, FALSE, sizeof (Range));
  real->pMethods->xFileSize (real, &size);
  g_byte_array_set_size (image->image, (guint) size);
  if (size > 0)
    real->pMethods->xRead (real, image->image->data, (int) size, 0);
  g_hash_table_insert (vfs->images, g_strdup (path), image);

  return image;
}

static int
x_open (sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  const int lossy = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  LossyVfs *vfs = VFS (self);
  int rc;

  memset (file, 0, sizeof (File));
  FILE (file)->real = (sqlite3_file *) ((char *) file + sizeof (File));
  rc = vfs->real->xOpen (vfs->real, path, REAL (file), flags, out_flags);
  if (rc != SQLITE_OK)
    return rc;

  file->pMethods = &methods;
  if (path != NULL && (flags & lossy))
    {
      g_mutex_lock (&vfs->mutex);
      FILE (file)->image = load_image (vfs, path, REAL (file));
      g_mutex_unlock (&vfs->mutex);
    }

  return SQLITE_OK;
}

static int
x_delete (sqlite3_vfs *self, const char *path, int sync)
{
  LossyVfs *vfs = VFS (self);

  g_mutex_lock (&vfs->mutex);
  g_hash_table_remove (vfs->images, path);
  g_mutex_unlock (&vfs->mutex);

  return vfs->real->xDelete (vfs->real, path, sync);
}

void
td_test_vfs_install (guint32 seed)
{
  LossyVfs *vfs = g_new0 (LossyVfs, 1);

  vfs->real = sqlite3_vfs_find (NULL);
  vfs->vfs = *vfs->real;
  vfs->vfs.zName = "td-lossy";
  vfs->vfs.pNext = NULL;
  vfs->vfs.pAppData = vfs;
  vfs->vfs.szOsFile = (int) sizeof (File) + vfs->real->szOsFile;
  vfs->vfs.xOpen = x_open;
  vfs->vfs.xDelete = x_delete;
  vfs->images =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) image_free);
  vfs->rand = g_rand_new_with_seed (seed);
  g_mutex_init (&vfs->mutex);
  g_assert_cmpint (sqlite3_vfs_register (&vfs->vfs, 1), ==, SQLITE_OK);
}
