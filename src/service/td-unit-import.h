/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  char *place;  /* of the file */
  char *name;   /* of the unit */
  char *reason; /* translated */
} TdUnitImportNote;

/* What an import of a list of units did, or would do. */
typedef struct
{
  guint rows;
  guint created;
  guint updated;
  guint unchanged;
  GPtrArray *notes; /* (element-type TdUnitImportNote): what was not taken over, and why */
} TdUnitImportReport;

TdUnitImportReport *td_unit_import (TdWorkspace *workspace,
                                    const char *path,
                                    gboolean dry_run,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_unit_import_report_free (TdUnitImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdUnitImportReport, td_unit_import_report_free)

G_END_DECLS
