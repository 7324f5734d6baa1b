/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one error domain of the program. Every error says in the user's words what happened, and
 * where: the file and the place in it (sheet, row, page, rule) are kept beside the message, so
 * that the command line can print them as JSON. */
#define TD_ERROR (td_error_quark ())

/**
 * TdErrorCode:
 * @TD_ERROR_USAGE: wrong use: unknown option, field or value (exit code 2)
 * @TD_ERROR_NOT_FOUND: an id or name that does not exist (exit code 2)
 * @TD_ERROR_BAD_INPUT: an input file that cannot be taken; nothing was changed (exit code 3)
 * @TD_ERROR_TOO_LARGE: an input past a limit that protects the program (exit code 3)
 * @TD_ERROR_ENCRYPTED: an input that is protected by a password (exit code 3)
 * @TD_ERROR_REFUSED: the act is not allowed now: locked, read-only, undo not possible (exit code 4)
 * @TD_ERROR_CONFLICT: someone else changed the value first (exit code 4)
 * @TD_ERROR_CANCELLED: the user cancelled (exit code 4)
 * @TD_ERROR_NEWER: the file was written by a newer version of the program (exit code 3)
 * @TD_ERROR_FAILED: anything else (exit code 4)
 */
typedef enum
{
  TD_ERROR_USAGE,
  TD_ERROR_NOT_FOUND,
  TD_ERROR_BAD_INPUT,
  TD_ERROR_TOO_LARGE,
  TD_ERROR_ENCRYPTED,
  TD_ERROR_REFUSED,
  TD_ERROR_CONFLICT,
  TD_ERROR_CANCELLED,
  TD_ERROR_NEWER,
  TD_ERROR_FAILED,
} TdErrorCode;

typedef GError TdError;

GQuark td_error_quark (void);

void td_error_set_at (
    GError **error, TdErrorCode code, const char *file, const char *place, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

const char *td_error_get_file (const GError *error);
const char *td_error_get_place (const GError *error);
const char *td_error_code_nick (TdErrorCode code);
int td_error_exit_code (const GError *error);

G_END_DECLS
