/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* The register of units, the areas and the office's own names as read from the JSON files under
 * data/: plain rows with local ids, counted from 1 per kind. */
typedef struct
{
  TdAgencyRow *agency;         /* (nullable) */
  GPtrArray *rows[TD_N_KINDS]; /* (nullable): of the kinds that belong to an office */
} TdOfficeData;

TdOfficeData *td_office_data_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_office_data_free (TdOfficeData *data);
gboolean
td_office_data_read_units (TdOfficeData *data, GBytes *json, const char *name, GError **error);
gboolean
td_office_data_read_areas (TdOfficeData *data, GBytes *json, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOfficeData, td_office_data_free)

G_END_DECLS
