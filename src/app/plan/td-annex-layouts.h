/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"

G_BEGIN_DECLS

/* The annex layouts that plans of the departments use, as data: roles and headings in order. */
typedef struct
{
  const char *role;
  const char *heading; /* Vietnamese, as it is printed */
} TdLayoutColumn;

#define TD_N_ANNEX_LAYOUTS 5

const TdLayoutColumn *td_annex_layouts_get (guint index, guint *n_columns);

/* One column as it shall be */
typedef struct
{
  gint64 id; /* 0: new */
  char *role;
  char *heading;
} TdWantedColumn;

TdEdit *td_annex_layouts_apply (const TdPlanData *data,
                                const TdWantedColumn *columns,
                                guint n_columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
