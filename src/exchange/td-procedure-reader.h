/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"
#include "td-sheet.h"

G_BEGIN_DECLS

/* A register of procedures from a spreadsheet: columns are known by their headings' words, not by
 * their place. */
typedef struct
{
  guint row;    /* in the sheet, from 1 */
  char *reason; /* key: "no_code" "no_name" "no_limit" */
} TdProcedureSkip;

typedef struct
{
  GPtrArray *rows;    /* (element-type TdProcedureRow) */
  GArray *skips;      /* (element-type TdProcedureSkip) */
  gboolean has_dates; /* whether the file says when the versions come into force */
} TdProcedureTable;

TdProcedureTable *td_procedure_read (GBytes *bytes,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_procedure_table_free (TdProcedureTable *table);
gboolean td_procedure_parse_limit (const char *text, gint64 *limit, const char **unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProcedureTable, td_procedure_table_free)

G_END_DECLS
