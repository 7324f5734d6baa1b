/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sheet.h"

G_BEGIN_DECLS

/* One unit as a list of units names it. Absent cells are NULL; dates are ISO 8601. */
typedef struct
{
  char *place; /* of the file, for messages */
  char *name;
  char *short_name;
  char *kind;      /* (nullable): a value of unit.kind */
  char *parent;    /* name of another unit */
  char *successor; /* name of another unit */
  char *valid_from;
  char *valid_to;
  char *note;
  char **aliases; /* (nullable) */
} TdUnitLine;

void td_unit_line_free (TdUnitLine *self);
GPtrArray *td_unit_sheet_read (GBytes *bytes,
                               const char *name,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *td_unit_kind_from_words (const char *words);

G_END_DECLS
