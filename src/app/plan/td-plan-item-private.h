/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-item.h"

G_BEGIN_DECLS

struct _TdPlanItem
{
  GObject parent_instance;

  TdKind kind;
  gpointer row; /* an owned copy */
  guint depth;
  gboolean expandable;
  gboolean expanded;
  char *label;
  char *detail;
};

void td_plan_item_update (TdPlanItem *self, TdPlanItem *next);

G_END_DECLS
