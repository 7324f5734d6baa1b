/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-writer.h"

G_BEGIN_DECLS

typedef struct
{
  const TdFieldSpec *field; /* NULL: a wrong name, told by error */
  char *value;
} TdEditChange;

struct _TdEdit;
typedef gboolean (*TdEditFunc) (TdWriter *writer, struct _TdEdit *edit, GError **error);

struct _TdEdit
{
  TdEditType type;
  TdKind kind;
  GArray *ids;     /* (element-type gint64): the records concerned */
  gpointer row;    /* ADD: the values */
  gboolean placed; /* ADD: after_id says where; otherwise at the end */
  gint64 after_id;
  GArray *changes;  /* (element-type TdEditChange): SET: fields and their new values */
  gboolean expects; /* SET: the first field must still have this value */
  char *expected;
  GError *error; /* a wrong field or value, found when the edit was made, told when it runs */
  gint64 parent_id;
  guint index;
  char *role;
  char **texts;
  TdPlanData *plan;
  char *label;      /* BATCH: what is done, translated */
  GPtrArray *batch; /* BATCH: (element-type TdEdit): run in this order */
  TdEditFunc func;  /* ACT */
  gpointer data;    /* ACT: plain data for func */
  GDestroyNotify destroy;
  const char *action; /* (nullable): kind of action, where it is not that of the type */
  gint64 result_id;
};

TdEdit *td_edit_new_act (const char *action,
                         const char *label,
                         TdEditFunc func,
                         gpointer data,
                         GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

/* records */
gboolean td_edit_add (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_set (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_delete (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_move (TdWriter *writer, TdEdit *edit, GError **error);
/* the outline */
gboolean td_edit_promote (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_demote (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_split (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_join (TdWriter *writer, TdEdit *edit, GError **error);
/* tasks */
gboolean td_edit_duplicate_task (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_task_units (TdWriter *writer, TdEdit *edit, GError **error);
/* whole plans */
gboolean td_edit_save_plan (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_delete_plan (TdWriter *writer, TdEdit *edit, GError **error);
/* several edits */
gboolean td_edit_batch (TdWriter *writer, TdEdit *edit, GError **error);
gboolean td_edit_act (TdWriter *writer, TdEdit *edit, GError **error);

gint64 td_edit_first_id (const TdEdit *edit);
gboolean
td_edit_update (TdWriter *writer, TdKind kind, gconstpointer old_row, gpointer row, GError **error);

G_END_DECLS
