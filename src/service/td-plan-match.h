/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"

G_BEGIN_DECLS

/* A row of one plan on its way to its like in the other one. */
typedef struct
{
  gpointer row;
  const char *words;
  char *key;       /* folded words */
  GHashTable *set; /* the words as a set */
  char *context;   /* where it stands: path of the section, label of the area */
  gint64 parent;   /* the row it stands in: section, area row; 0: in none */
  gint match;      /* index in the other plan, -1: none */
} TdPlanMatch;

GArray *td_plan_match_collect (const TdPlanData *data,
                               TdKind kind,
                               const char *field_name) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_match_rows (GArray *a, GArray *b);

G_END_DECLS
