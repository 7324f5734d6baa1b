/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-batch.h"

G_BEGIN_DECLS

/* One number of a table of sums. */
typedef struct
{
  guint row;
  char *label;         /* NULL: the total of all */
  const char *measure; /* "received_total" "resolved_late" "open_in_time" ... */
  double value;
} TdFigure;

/* A spreadsheet that holds sums by unit, area or procedure instead of dossiers. */
typedef struct
{
  char *sheet;
  const char *by;                /* "unit" "area" "procedure" */
  char *period_from, *period_to; /* (nullable): ISO */
  gint64 exported_at;
  guint n_rows;
  GArray *figures;   /* (element-type TdFigure) */
  GPtrArray *faults; /* (element-type utf8): sums that do not add up, in the user's words */
} TdFigures;

TdFigures *td_figures_read (TdSheetFile *file,
                            const TdDossierReadOptions *options,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_figures_free (TdFigures *self);

G_END_DECLS
