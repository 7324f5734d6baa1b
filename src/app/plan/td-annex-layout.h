/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-plan-data.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* One column of the annex on screen. */
typedef struct
{
  gint64 id; /* plan_column, 0: the plan has no columns and this one stands in */
  char *role;
  char *heading;
  int width; /* logical pixels; the widest text column takes what is left over */
} TdAnnexColumn;

/**
 * TdAnnexLayout:
 *
 * The columns of the annex table: what the header and all rows share, so that they never stand
 * apart. Widths are remembered per layout (the roles in their order). Signal `changed`: there are
 * other columns; `resized`: only widths differ.
 */
#define TD_TYPE_ANNEX_LAYOUT (td_annex_layout_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexLayout, td_annex_layout, TD, ANNEX_LAYOUT, GObject)

TdAnnexLayout *td_annex_layout_new (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void td_annex_layout_update (TdAnnexLayout *self, const TdPlanData *data);

guint td_annex_layout_get_n (TdAnnexLayout *self);
const TdAnnexColumn *td_annex_layout_nth (TdAnnexLayout *self, guint index);
gboolean td_annex_layout_has_role (TdAnnexLayout *self, const char *role);

void td_annex_layout_place (TdAnnexLayout *self, int total, guint index, int *x, int *width);
void td_annex_layout_resize (TdAnnexLayout *self, guint index, int total, int width);
void td_annex_layout_set_settings (TdAnnexLayout *self, GSettings *settings);
void td_annex_layout_keep (TdAnnexLayout *self);

const char *td_annex_layout_field (const char *role);

G_END_DECLS
