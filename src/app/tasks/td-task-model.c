/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-model.h"

#include <gio/gio.h>

/* Beyond so many changed lines the list is emptied and filled: a view walks all lines of one wide
 * change, but only the visible ones of a filled list. */
#define WIDE_CHANGE 1000

typedef struct
{
  gint64 id;   /* of the task; negative: of the group */
  guint place; /* of the task in the snapshot, or of the group in the result */
} Line;

struct _TdTaskModel
{
  GObject parent_instance;

  TdWorkspace *workspace;
  TdTaskResult *result; /* NULL: nothing asked yet */
  guint looks;          /* set of 1 << TdTaskLook, 0: all */
  guint counts[TD_N_TASK_LOOKS];
  guint n_tasks;
  GArray *lines;         /* (element-type Line) */
  GHashTable *items;     /* line id -> TdTaskItem, not owned: an item that is let go leaves it */
  GHashTable *group_ids; /* key of a group -> its negative id */
  GHashTable *folded;    /* set of keys of groups */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdTaskModel,
                               td_task_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return TD_TYPE_TASK_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return TD_TASK_MODEL (list)->lines->len;
}

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  TdTaskModel *self = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (value == item)
        {
          g_hash_table_iter_remove (&iter);
          return;
        }
    }
}

static void
fill_item (TdTaskModel *self, TdTaskItem *item, const Line *line)
{
  if (line->id < 0)
    {
      const TdTaskGroup *group = g_ptr_array_index (self->result->groups, line->place);
      guint n = 0;

      for (guint i = 0; i < group->n && self->looks != 0; i++)
        n +=
            (self->looks & (1u << td_task_look (self->result->snapshot,
                                                td_task_result_nth (self->result, group->first + i),
                                                self->result->as_of))) != 0;
      td_task_item_set_group (item, group->key, group->label, self->looks != 0 ? n : group->n,
                              g_hash_table_contains (self->folded, group->key));
    }
  else
    {
      g_autoptr (TdRecord) record =
          td_workspace_get_record (self->workspace, TD_KIND_TASK, line->id);

      td_task_item_set_task (item, self->result->snapshot,
                             td_task_snapshot_nth (self->result->snapshot, line->place),
                             self->result->as_of, record);
    }
}

static gpointer
get_item (GListModel *list, guint position)
{
  TdTaskModel *self = TD_TASK_MODEL (list);
  const Line *line;
  TdTaskItem *item;

  if (position >= self->lines->len)
    return NULL;
  line = &g_array_index (self->lines, Line, position);
  item = g_hash_table_lookup (self->items, &line->id);
  if (item != NULL)
    return g_object_ref (item);

  item = td_task_item_new (line->id);
  fill_item (self, item, line);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  g_hash_table_insert (self->items, g_memdup2 (&line->id, sizeof line->id), item);

  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
td_task_model_finalize (GObject *object)
{
  TdTaskModel *self = TD_TASK_MODEL (object);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->group_ids);
  g_hash_table_unref (self->folded);
  g_array_unref (self->lines);
  g_clear_pointer (&self->result, td_task_result_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_task_model_parent_class)->finalize (object);
}

static void
td_task_model_class_init (TdTaskModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_task_model_finalize;
}

static void
td_task_model_init (TdTaskModel *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->group_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * td_task_model_new:
 * @workspace: where the records are
 *
 * Returns: a list without lines
 */
TdTaskModel *
td_task_model_new (TdWorkspace *workspace)
{
  TdTaskModel *self = g_object_new (TD_TYPE_TASK_MODEL, NULL);

  self->workspace = g_object_ref (workspace);

  return self;
}

/* A group keeps its id as long as the list lives, so that it stays the same item. */
static gint64
id_of_group (TdTaskModel *self, const char *key)
{
  gint64 id = GPOINTER_TO_INT (g_hash_table_lookup (self->group_ids, key));

  if (id == 0)
    {
      id = (gint64) g_hash_table_size (self->group_ids) + 1;
      g_hash_table_insert (self->group_ids, g_strdup (key), GINT_TO_POINTER ((int) id));
    }

  return -id;
}

static gboolean
is_shown (TdTaskModel *self, guint row)
{
  return self->looks == 0 ||
         (self->looks &
          (1u << td_task_look (self->result->snapshot, td_task_result_nth (self->result, row),
                               self->result->as_of))) != 0;
}

static void
append_group (TdTaskModel *self, GArray *lines, guint place)
{
  const TdTaskGroup *group = g_ptr_array_index (self->result->groups, place);
  guint at = lines->len;
  gboolean heading = group->label != NULL;
  gboolean folded = heading && g_hash_table_contains (self->folded, group->key);
  guint n = 0;

  for (guint i = 0; i < group->n; i++)
    {
      Line line = { 0, g_array_index (self->result->rows, guint, group->first + i) };

      if (!is_shown (self, group->first + i))
        continue;
      n++;
      line.id = td_task_snapshot_nth (self->result->snapshot, line.place)->id;
      if (!folded)
        g_array_append_val (lines, line);
    }
  self->n_tasks += n;
  if (heading && n > 0)
    {
      Line line = { id_of_group (self, group->key), place };

      g_array_insert_val (lines, at, line);
    }
}

static GArray *
make_lines (TdTaskModel *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  self->n_tasks = 0;
  for (guint g = 0; self->result != NULL && g < self->result->groups->len; g++)
    append_group (self, lines, g);

  return lines;
}

static void
refill_items (TdTaskModel *self)
{
  for (guint i = 0; i < self->lines->len && g_hash_table_size (self->items) > 0; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      TdTaskItem *item = g_hash_table_lookup (self->items, &line->id);

      if (item != NULL)
        fill_item (self, item, line);
    }
}

/* Changes the list to @lines: what is the same at both ends stays untouched. */
static void
replace_lines (TdTaskModel *self, GArray *lines)
{
  GArray *old = self->lines;
  guint first = 0, last = 0;
  guint shorter = MIN (old->len, lines->len);
  guint removed, added;

  while (first < shorter &&
         g_array_index (old, Line, first).id == g_array_index (lines, Line, first).id)
    first++;
  while (last < shorter - first && g_array_index (old, Line, old->len - 1 - last).id ==
                                       g_array_index (lines, Line, lines->len - 1 - last).id)
    last++;
  removed = old->len - first - last;
  added = lines->len - first - last;
  if (removed > 0 && removed + added > WIDE_CHANGE)
    {
      g_array_remove_range (old, first, removed);
      g_list_model_items_changed (G_LIST_MODEL (self), first, removed, 0);
      removed = 0;
    }
  self->lines = lines;
  g_array_unref (old);
  refill_items (self);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, removed, added);
}

/**
 * td_task_model_set_result:
 * @self: a list
 * @result: (transfer full): what a query without looks found
 * @looks: which of it is shown, as td_task_model_set_looks()
 *
 * Shows another result.
 */
void
td_task_model_set_result (TdTaskModel *self, TdTaskResult *result, guint looks)
{
  TdTaskResult *old;

  g_return_if_fail (TD_IS_TASK_MODEL (self) && result != NULL);

  old = self->result;
  self->result = result;
  self->looks = looks;
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < result->rows->len; i++)
    self->counts[td_task_look (result->snapshot, td_task_result_nth (result, i), result->as_of)]++;
  replace_lines (self, make_lines (self));
  td_task_result_free (old);
}

/**
 * td_task_model_set_looks:
 * @self: a list
 * @looks: set of 1 << #TdTaskLook; 0 for all
 *
 * Shows only tasks that look so; counted are all.
 */
void
td_task_model_set_looks (TdTaskModel *self, guint looks)
{
  g_return_if_fail (TD_IS_TASK_MODEL (self));

  self->looks = looks;
  replace_lines (self, make_lines (self));
}

const TdTaskResult *
td_task_model_get_result (TdTaskModel *self)
{
  return self->result;
}

/**
 * td_task_model_fold:
 * @self: a list
 * @key: of a group
 * @folded: whether its tasks are put away
 */
void
td_task_model_fold (TdTaskModel *self, const char *key, gboolean folded)
{
  g_return_if_fail (TD_IS_TASK_MODEL (self) && key != NULL);

  if (folded)
    g_hash_table_add (self->folded, g_strdup (key));
  else
    g_hash_table_remove (self->folded, key);
  replace_lines (self, make_lines (self));
}

guint
td_task_model_get_n_tasks (TdTaskModel *self)
{
  return self->n_tasks;
}

guint
td_task_model_count_look (TdTaskModel *self, TdTaskLook look)
{
  g_return_val_if_fail ((guint) look < TD_N_TASK_LOOKS, 0);

  return self->counts[look];
}

gboolean
td_task_model_find (TdTaskModel *self, gint64 task_id, guint *position)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      if (g_array_index (self->lines, Line, i).id == task_id)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_task_model_get_id:
 * @self: a list
 * @position: of a line
 *
 * Returns: the id of the task there; negative for a heading, 0 behind the end
 */
gint64
td_task_model_get_id (TdTaskModel *self, guint position)
{
  return position < self->lines->len ? g_array_index (self->lines, Line, position).id : 0;
}

/**
 * td_task_model_next_task:
 * @self: a list
 * @position: where to begin; %GTK_INVALID_LIST_POSITION begins at the end one comes from
 * @step: 1 down, -1 up
 *
 * Returns: the next line that is a task, G_MAXUINT when there is none
 */
guint
td_task_model_next_task (TdTaskModel *self, guint position, int step)
{
  gint64 at = position == G_MAXUINT ? (step > 0 ? -1 : (gint64) self->lines->len) : position;

  for (at += step; at >= 0 && at < self->lines->len; at += step)
    {
      if (g_array_index (self->lines, Line, at).id > 0)
        return (guint) at;
    }

  return G_MAXUINT;
}

/**
 * td_task_model_dup_places:
 * @self: a list
 *
 * Returns: (transfer full) (element-type guint): the places in the snapshot of all tasks that are
 *   shown or folded away, in their order
 */
GArray *
td_task_model_dup_places (TdTaskModel *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; self->result != NULL && i < self->result->rows->len; i++)
    {
      if (is_shown (self, i))
        g_array_append_val (places, g_array_index (self->result->rows, guint, i));
    }

  return places;
}
