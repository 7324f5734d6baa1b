/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-row-follow-up.h"

G_BEGIN_DECLS

/* What was filled in about a document; strings are owned by the dialog. */
typedef struct
{
  const char *name;   /* (nullable): the file's name will do */
  const char *symbol; /* (nullable) */
  const char *date;   /* (nullable): ISO 8601 */
  gboolean copy;      /* into the workspace; else the file is linked */
} TdEvidenceFields;

/**
 * TdEvidenceDialog:
 *
 * Asks what a document that proves something is called, which number and day it has, and whether it
 * is copied. Signal `accepted (fields)`, a #TdEvidenceFields.
 */
#define TD_TYPE_EVIDENCE_DIALOG (td_evidence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdEvidenceDialog, td_evidence_dialog, TD, EVIDENCE_DIALOG, AdwMessageDialog)

GtkWidget *td_evidence_dialog_new_for_files (GtkWindow *parent, const char *first, guint n_files);
GtkWidget *td_evidence_dialog_new_for_row (GtkWindow *parent, const TdEvidenceRow *row);

G_END_DECLS
