/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-item.h"

struct _TdTaskItem
{
  GObject parent_instance;

  gint64 id; /* of the task; negative: of a group */
  /* a task */
  TdTaskSnapshot *snapshot;
  const TdTaskFacts *facts; /* in the snapshot */
  guint32 as_of;
  TdRecord *record;
  /* a group */
  char *key;
  char *label;
  guint count;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (TdTaskItem, td_task_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed (TdTaskItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
td_task_item_finalize (GObject *object)
{
  TdTaskItem *self = TD_TASK_ITEM (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_pointer (&self->snapshot, td_task_snapshot_unref);
  g_free (self->key);
  g_free (self->label);

  G_OBJECT_CLASS (td_task_item_parent_class)->finalize (object);
}

static void
td_task_item_class_init (TdTaskItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_task_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", TD_TYPE_TASK_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
td_task_item_init (TdTaskItem *self G_GNUC_UNUSED)
{
}

/**
 * td_task_item_new:
 * @id: of the task; negative for a group
 *
 * Returns: a line that shows nothing yet
 */
TdTaskItem *
td_task_item_new (gint64 id)
{
  TdTaskItem *self = g_object_new (TD_TYPE_TASK_ITEM, NULL);

  self->id = id;

  return self;
}

/**
 * td_task_item_set_task:
 * @self: a line
 * @snapshot: where @facts is
 * @facts: of the task
 * @as_of: the day
 * @record: the live record
 *
 * Shows a task as of another snapshot.
 */
void
td_task_item_set_task (TdTaskItem *self,
                       TdTaskSnapshot *snapshot,
                       const TdTaskFacts *facts,
                       guint32 as_of,
                       TdRecord *record)
{
  g_return_if_fail (TD_IS_TASK_ITEM (self));

  td_task_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, td_task_snapshot_unref);
  self->snapshot = snapshot;
  self->facts = facts;
  self->as_of = as_of;
  if (self->record != record)
    {
      if (self->record != NULL)
        g_signal_handlers_disconnect_by_data (self->record, self);
      g_set_object (&self->record, record);
      g_signal_connect_swapped (record, "notify", G_CALLBACK (changed), self);
    }
  changed (self);
}

void
td_task_item_set_group (
    TdTaskItem *self, const char *key, const char *label, guint count, gboolean folded)
{
  g_return_if_fail (TD_IS_TASK_ITEM (self));

  g_free (self->key);
  g_free (self->label);
  self->key = g_strdup (key);
  self->label = g_strdup (label);
  self->count = count;
  self->folded = folded;
  changed (self);
}

gint64
td_task_item_get_id (TdTaskItem *self)
{
  return self->id;
}

gboolean
td_task_item_is_group (TdTaskItem *self)
{
  return self->id < 0;
}

const TdTaskFacts *
td_task_item_get_facts (TdTaskItem *self)
{
  return self->facts;
}

TdTaskSnapshot *
td_task_item_get_snapshot (TdTaskItem *self)
{
  return self->snapshot;
}

guint32
td_task_item_get_as_of (TdTaskItem *self)
{
  return self->as_of;
}

TdRecord *
td_task_item_get_record (TdTaskItem *self)
{
  return self->record;
}

/**
 * td_task_item_get_row:
 * @self: a line
 *
 * Returns: (nullable): the row of its task, while it is read
 */
const TdTaskRow *
td_task_item_get_row (TdTaskItem *self)
{
  return self->record != NULL ? td_record_get_row (self->record) : NULL;
}

const char *
td_task_item_get_key (TdTaskItem *self)
{
  return self->key;
}

const char *
td_task_item_get_label (TdTaskItem *self)
{
  return self->label;
}

guint
td_task_item_get_count (TdTaskItem *self)
{
  return self->count;
}

gboolean
td_task_item_get_folded (TdTaskItem *self)
{
  return self->folded;
}

/**
 * td_task_item_dup_units:
 * @self: a line
 * @lead: the lead units, else those that coordinate
 *
 * Returns: (transfer full): the names of its units, ", " between them
 */
char *
td_task_item_dup_units (TdTaskItem *self, gboolean lead)
{
  GString *names = g_string_new (NULL);
  const TdTaskUnitRef *units =
      self->facts != NULL ? td_task_snapshot_units (self->snapshot, self->facts) : NULL;

  for (guint u = 0; units != NULL && u < self->facts->n_units; u++)
    {
      if (units[u].lead == lead)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", units[u].name);
    }

  return g_string_free (names, FALSE);
}

static void
append_cell (GString *line, const char *text)
{
  g_autofree char *cell = g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\n\r", ' ');

  if (line->len > 0)
    g_string_append_c (line, '\t');
  g_string_append (line, *cell == '\0' && line->len == 0 ? " " : cell);
}

/**
 * td_task_item_dup_line:
 * @self: a line
 *
 * Returns: (transfer full): number, content, lead units, deadline, last day, status and progress
 * with tabulators between them, for a spreadsheet
 */
char *
td_task_item_dup_line (TdTaskItem *self)
{
  const TdTaskRow *row = td_task_item_get_row (self);
  GString *line = g_string_new (NULL);
  g_autofree char *lead = td_task_item_dup_units (self, TRUE);
  g_autofree char *status = NULL;
  g_autofree char *progress = NULL;

  if (td_task_item_is_group (self) || self->facts == NULL)
    {
      append_cell (line, self->label);
      return g_string_free (line, FALSE);
    }
  status = td_task_look_words (self->snapshot, self->facts, self->as_of);
  progress = g_strdup_printf ("%u%%", self->facts->progress);
  append_cell (line, row != NULL ? row->number : NULL);
  append_cell (line, row != NULL ? row->content : NULL);
  append_cell (line, lead);
  append_cell (line, row != NULL ? row->deadline_text : NULL);
  append_cell (line, row != NULL ? row->deadline_end : NULL);
  append_cell (line, status);
  append_cell (line, progress);

  return g_string_free (line, FALSE);
}
