/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-batch.h"
#include "td-legacy-text.h"

G_BEGIN_DECLS

/* One sheet on its way into a batch; shared by td-dossier-reader.c, -record.c and -titles.c alone.
 */
typedef struct
{
  const TdDossierReadOptions *options;
  TdDossierBatch *batch;
  TdLegacy legacy;
  const TdCell *cells[TD_N_COLUMN_ROLES]; /* of the row at hand */
  TdColumnRole roles[TD_SHEET_MAX_COLUMNS];
  GArray *converted; /* (element-type TdCell) */
  GStringChunk *scratch;
  char *group[TD_N_COLUMN_ROLES]; /* of the group row above */
  TdDossierStreamFunc stream;     /* (nullable): gets the records instead of the batch */
  gpointer stream_data;
} TdDossierReader;

/* Titles, totals and signatures: what they tell of the rows below and of the whole file */
void td_dossier_titles_take (TdDossierReader *self, const TdCell *cells, guint n_cells);
void td_dossier_titles_take_group (TdDossierReader *self, const TdCell *cells, guint n_cells);

/* A row of data */
void td_dossier_record_read (TdDossierReader *self, guint row, TdDossierRecord *record);
void td_dossier_record_judge_export (const TdDossierReader *self, TdDossierRecord *record);

char *td_cell_clean_text (const TdCell *cell) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
