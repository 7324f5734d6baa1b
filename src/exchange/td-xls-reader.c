/* SPDX-License-Identifier: GPL-3.0-or-later */

/* XLS of Excel 95 to 2003 by libfreexl. The library opens a path only and keeps the sheet at hand
 * in memory, so the size of the file is limited. */

#include <freexl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-error.h"
#include "td-sheet-private.h"

#define MAX_SIZE ((gsize) 48 << 20)

typedef struct
{
  const void *handle;
  char *path;
} Xls;

static void
xls_free (gpointer data)
{
  Xls *self = data;

  if (self->handle != NULL)
    freexl_close (self->handle);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self);
}

static void
add_cell (TdRowBuffer *buffer, guint column, const FreeXL_CellValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case FREEXL_CELL_INT:
    case FREEXL_CELL_DOUBLE:
      {
        double real =
            value->type == FREEXL_CELL_INT ? value->value.int_value : value->value.double_value;

        g_ascii_dtostr (number, sizeof number, real);
        td_row_buffer_add (buffer, column, TD_CELL_NUMBER, number, strlen (number), real);
        break;
      }
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      if (value->value.text_value != NULL && *value->value.text_value != '\0' &&
          g_utf8_validate (value->value.text_value, -1, NULL))
        td_row_buffer_add (buffer, column, TD_CELL_TEXT, value->value.text_value,
                           strlen (value->value.text_value), 0);
      break;
    default:
      break;
    }
}

static gboolean
xls_read (TdSheetFile *file,
          guint sheet,
          TdRowFunc func,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Xls *self = file->format_data;
  unsigned int rows = 0;
  unsigned short columns = 0;
  TdRowBuffer buffer;
  GError *failure = NULL;

  if (freexl_select_active_worksheet (self->handle, (unsigned short) sheet) != FREEXL_OK ||
      freexl_worksheet_dimensions (self->handle, &rows, &columns) != FREEXL_OK)
    {
      td_sheet_file_set_broken (file, td_sheet_file_get_sheet_name (file, sheet), error);
      return FALSE;
    }

  td_row_buffer_init (&buffer);
  for (unsigned int row = 0; row < MIN (rows, 65536u) && failure == NULL; row++)
    {
      if (row % 1024 == 0 && g_cancellable_is_cancelled (cancellable))
        td_error_set_at (&failure, TD_ERROR_CANCELLED, file->name, NULL, _ ("Cancelled."));
      for (unsigned short column = 0; column < columns; column++)
        {
          FreeXL_CellValue value;

          if (freexl_get_cell_value (self->handle, row, column, &value) == FREEXL_OK)
            add_cell (&buffer, column, &value);
        }
      buffer.row = row + 1;
      if (!td_row_buffer_emit (&buffer, func, data, &failure))
        break;
    }
  td_row_buffer_clear (&buffer);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  return TRUE;
}

/* The library wants a path: a private copy that lives as long as the file is read. */
static char *
write_copy (TdSheetFile *file, GError **error)
{
  g_autofree char *path = NULL;
  GError *failure = NULL;
  int fd = g_file_open_tmp ("tiendo-XXXXXX.xls", &path, &failure);

  if (fd < 0)
    {
      td_error_set_at (error, TD_ERROR_FAILED, file->name, NULL, "%s", failure->message);
      g_error_free (failure);
      return NULL;
    }
  close (fd);
  if (!g_file_set_contents (path, g_bytes_get_data (file->bytes, NULL),
                            (gssize) g_bytes_get_size (file->bytes), &failure))
    {
      td_error_set_at (error, TD_ERROR_FAILED, file->name, NULL, "%s", failure->message);
      g_error_free (failure);
      g_unlink (path);
      return NULL;
    }

  return g_steal_pointer (&path);
}

static gboolean
list_sheets (TdSheetFile *file, Xls *self)
{
  unsigned int n = 0, password = FREEXL_BIFF_PLAIN;

  if (freexl_get_info (self->handle, FREEXL_BIFF_SHEET_COUNT, &n) != FREEXL_OK ||
      freexl_get_info (self->handle, FREEXL_BIFF_PASSWORD, &password) != FREEXL_OK ||
      password == FREEXL_BIFF_OBFUSCATED)
    return FALSE;

  for (unsigned short i = 0; i < MIN (n, 256u); i++)
    {
      const char *name = NULL;

      freexl_get_worksheet_name (self->handle, i, &name);
      td_sheet_file_add (file, name != NULL ? name : "", FALSE, NULL);
    }

  return n > 0;
}

gboolean
td_xls_reader_open (TdSheetFile *file, GError **error)
{
  Xls *self = g_new0 (Xls, 1);
  gsize size;
  const void *bytes = g_bytes_get_data (file->bytes, &size);
  static const gunichar2 wide[] = { 'E', 'n', 'c', 'r', 'y', 'p', 't', 'e',
                                    'd', 'P', 'a', 'c', 'k', 'a', 'g', 'e' };

  file->format = "xls";
  file->format_data = self;
  file->format_free = xls_free;
  file->read = xls_read;
  if (memmem (bytes, size, wide, sizeof wide) != NULL)
    {
      td_error_set_at (error, TD_ERROR_ENCRYPTED, file->name, NULL,
                       _ ("The file “%s” is protected by a password. Remove the password in Excel, "
                          "save the file and try again."),
                       file->name);
      return FALSE;
    }
  if (size > MAX_SIZE)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, file->name, NULL,
                       _ ("The file “%s” is too large for the old Excel format. Save it as .xlsx."),
                       file->name);
      return FALSE;
    }

  self->path = write_copy (file, error);
  if (self->path == NULL)
    return FALSE;
  if (freexl_open (self->path, &self->handle) != FREEXL_OK || !list_sheets (file, self))
    {
      td_sheet_file_set_broken (file, NULL, error);
      return FALSE;
    }
  g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);

  return TRUE;
}
