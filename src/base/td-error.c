/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-error.h"

typedef struct
{
  char *file;
  char *place;
} TdErrorPrivate;

static void
td_error_private_init (TdErrorPrivate *priv)
{
  priv->file = NULL;
  priv->place = NULL;
}

static void
td_error_private_copy (const TdErrorPrivate *src, TdErrorPrivate *dest)
{
  dest->file = g_strdup (src->file);
  dest->place = g_strdup (src->place);
}

static void
td_error_private_clear (TdErrorPrivate *priv)
{
  g_free (priv->file);
  g_free (priv->place);
}

G_DEFINE_EXTENDED_ERROR (TdError, td_error)

/**
 * td_error_set_at:
 * @error: (nullable): where to put the error
 * @code: what kind of failure
 * @file: (nullable): the file concerned, as the user named it
 * @place: (nullable): the place in that file: "word/document.xml", "sheet 2, row 17", "page 3"
 * @format: the message, in words an office worker understands, already translated
 *
 * Sets an error that knows its place.
 */
void
td_error_set_at (
    GError **error, TdErrorCode code, const char *file, const char *place, const char *format, ...)
{
  va_list args;
  TdErrorPrivate *priv;

  g_return_if_fail (error == NULL || *error == NULL);

  if (error == NULL)
    return;

  va_start (args, format);
  *error = g_error_new_valist (TD_ERROR, (int) code, format, args);
  va_end (args);

  priv = td_error_get_private (*error);
  priv->file = g_strdup (file);
  priv->place = g_strdup (place);
}

/**
 * td_error_get_file:
 * @error: any error
 *
 * Returns: (nullable): the file the error is about, owned by the error
 */
const char *
td_error_get_file (const GError *error)
{
  return error->domain == TD_ERROR ? td_error_get_private (error)->file : NULL;
}

/**
 * td_error_get_place:
 * @error: any error
 *
 * Returns: (nullable): the place in the file, owned by the error
 */
const char *
td_error_get_place (const GError *error)
{
  return error->domain == TD_ERROR ? td_error_get_private (error)->place : NULL;
}

/**
 * td_error_code_nick:
 * @code: a code of TD_ERROR
 *
 * Returns: the stable English name used in JSON ("code" of tiendo-error/1)
 */
const char *
td_error_code_nick (TdErrorCode code)
{
  static const char *const nicks[] = {
    [TD_ERROR_USAGE] = "usage",         [TD_ERROR_NOT_FOUND] = "not-found",
    [TD_ERROR_BAD_INPUT] = "bad-input", [TD_ERROR_TOO_LARGE] = "too-large",
    [TD_ERROR_ENCRYPTED] = "encrypted", [TD_ERROR_REFUSED] = "refused",
    [TD_ERROR_CONFLICT] = "conflict",   [TD_ERROR_CANCELLED] = "cancelled",
    [TD_ERROR_NEWER] = "newer",         [TD_ERROR_FAILED] = "failed",
  };

  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (nicks), "failed");

  return nicks[code];
}

/**
 * td_error_exit_code:
 * @error: any error
 *
 * Returns: the exit code of the command line for this error
 */
int
td_error_exit_code (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return 2;
  if (error->domain != TD_ERROR)
    return 4;

  switch ((TdErrorCode) error->code)
    {
    case TD_ERROR_USAGE:
    case TD_ERROR_NOT_FOUND:
      return 2;
    case TD_ERROR_BAD_INPUT:
    case TD_ERROR_TOO_LARGE:
    case TD_ERROR_ENCRYPTED:
    case TD_ERROR_NEWER:
      return 3;
    case TD_ERROR_REFUSED:
    case TD_ERROR_CONFLICT:
    case TD_ERROR_CANCELLED:
    case TD_ERROR_FAILED:
    default:
      return 4;
    }
}
