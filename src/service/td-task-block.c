/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-block.h"

#include "config.h"

#include <string.h>

#include "td-dossier-block.h"
#include "td-task-snapshot-private.h"

/* A block is its columns one behind the other, each in parts of at most TD_BLOCK_ROWS values: the
 * size of the part, then what td_block_pack() makes of it; a part without bytes ends the column.
 * Behind them come the texts, each with a NUL. Where a task's turns and units begin is the sum of
 * those before. */
typedef enum
{
  COLUMN_ID, /* numbers of 64 bits take two columns: the low half, then the high one */
  COLUMN_ID_HIGH,
  COLUMN_POSITION,
  COLUMN_POSITION_HIGH,
  COLUMN_GROUP, /* number of the area row, from 1 */
  COLUMN_AREA,  /* number of a text, from 1; 0: none */
  COLUMN_START,
  COLUMN_DUE,
  COLUMN_DONE,
  COLUMN_TRIGGERED,
  COLUMN_N_TURNS,
  COLUMN_N_UNITS,
  COLUMN_KIND,
  COLUMN_PROGRESS,
  COLUMN_FLAGS,
  N_TASK_COLUMNS, /* so many have a value for each task */
  COLUMN_GROUP_ID = N_TASK_COLUMNS,
  COLUMN_GROUP_ID_HIGH,
  COLUMN_GROUP_POSITION,
  COLUMN_GROUP_POSITION_HIGH,
  COLUMN_TURN_FIRST,
  COLUMN_TURN_LAST,
  COLUMN_TURN_DONE,
  COLUMN_UNIT,       /* number of a party * 2, and whether it leads */
  COLUMN_PARTY_UNIT, /* a party is a unit as the tasks of the plan name it */
  COLUMN_PARTY_UNIT_HIGH,
  COLUMN_PARTY_NAME, /* number of a text */
  N_COLUMNS,
} Column;

/**
 * td_task_block_program:
 *
 * Returns: (transfer full): what blocks are marked with that this program packed
 */
char *
td_task_block_program (void)
{
  return g_strdup_printf ("%s/%d", TD_VERSION, TD_TASK_BLOCK_FORMAT);
}

/* == Packing */

typedef struct
{
  const TdTaskSnapshot *snapshot;
  GArray *columns[N_COLUMNS]; /* (element-type guint32) */
  GString *texts;
  GHashTable *text_numbers;  /* text -> number */
  GHashTable *party_numbers; /* "unit id|text" -> number + 1 */
  GHashTable *group_numbers; /* "id|position" -> number */
} Packer;

static void
put (Packer *self, Column column, guint32 value)
{
  g_array_append_val (self->columns[column], value);
}

static void
put_wide (Packer *self, Column column, gint64 value)
{
  put (self, column, (guint32) value);
  put (self, column + 1, (guint32) ((guint64) value >> 32));
}

static guint32
number_of_text (Packer *self, const char *text)
{
  guint number;

  if (text == NULL)
    return 0;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->text_numbers, text));
  if (number == 0)
    {
      number = g_hash_table_size (self->text_numbers) + 1;
      g_hash_table_insert (self->text_numbers, (gpointer) text, GUINT_TO_POINTER (number));
      g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
    }

  return number;
}

/* Returns: the number of @key from 1, and whether it is the first time */
static guint
number_of (GHashTable *numbers, char *key, gboolean *is_new)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));

  *is_new = number == 0;
  if (*is_new)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, key, GUINT_TO_POINTER (number));
    }
  else
    g_free (key);

  return number;
}

static void
pack_unit (Packer *self, const TdTaskUnitRef *unit)
{
  guint32 name = number_of_text (self, unit->name);
  gboolean is_new;
  guint number =
      number_of (self->party_numbers,
                 g_strdup_printf ("%" G_GINT64_FORMAT "|%u", unit->unit_id, name), &is_new);

  if (is_new)
    {
      put_wide (self, COLUMN_PARTY_UNIT, unit->unit_id);
      put (self, COLUMN_PARTY_NAME, name);
    }
  put (self, COLUMN_UNIT, (number - 1) * 2 + (unit->lead ? 1 : 0));
}

static guint32
pack_group (Packer *self, const TdTaskFacts *facts)
{
  gboolean is_new;
  guint number = number_of (self->group_numbers,
                            g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT,
                                             facts->group_id, facts->group_position),
                            &is_new);

  if (is_new)
    {
      put_wide (self, COLUMN_GROUP_ID, facts->group_id);
      put_wide (self, COLUMN_GROUP_POSITION, facts->group_position);
    }

  return number;
}

static void
pack_facts (Packer *self, const TdTaskFacts *facts)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (self->snapshot, facts);

  put_wide (self, COLUMN_ID, facts->id);
  put_wide (self, COLUMN_POSITION, facts->position);
  put (self, COLUMN_GROUP, pack_group (self, facts));
  put (self, COLUMN_AREA, number_of_text (self, facts->area));
  put (self, COLUMN_START, facts->start);
  put (self, COLUMN_DUE, facts->due);
  put (self, COLUMN_DONE, facts->done);
  put (self, COLUMN_TRIGGERED, facts->triggered);
  put (self, COLUMN_N_TURNS, facts->n_turns);
  put (self, COLUMN_N_UNITS, facts->n_units);
  put (self, COLUMN_KIND, facts->kind);
  put (self, COLUMN_PROGRESS, facts->progress);
  put (self, COLUMN_FLAGS, facts->flags);
  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn =
          &g_array_index (self->snapshot->turns, TdTaskTurn, facts->turns_at + i);

      put (self, COLUMN_TURN_FIRST, turn->first);
      put (self, COLUMN_TURN_LAST, turn->last);
      put (self, COLUMN_TURN_DONE, turn->done);
    }
  for (guint i = 0; i < facts->n_units; i++)
    pack_unit (self, &units[i]);
}

static void
append_size (GByteArray *bytes, guint32 size)
{
  size = GUINT32_TO_LE (size);
  g_byte_array_append (bytes, (const guint8 *) &size, sizeof size);
}

static void
append_column (GByteArray *bytes, const GArray *column)
{
  for (guint at = 0; at < column->len; at += TD_BLOCK_ROWS)
    {
      g_autoptr (GByteArray) part = td_block_pack (&g_array_index (column, guint32, at),
                                                   MIN (column->len - at, TD_BLOCK_ROWS));

      append_size (bytes, part->len);
      g_byte_array_append (bytes, part->data, part->len);
    }
  append_size (bytes, 0);
}

/**
 * td_task_block_pack:
 * @snapshot: facts of tasks
 * @first: place of the first task of a plan
 * @n_facts: how many tasks of the plan follow each other there
 *
 * Returns: (transfer full): the facts as bytes; equal facts give equal bytes
 */
GBytes *
td_task_block_pack (const TdTaskSnapshot *snapshot, guint first, guint n_facts)
{
  Packer self = {
    .snapshot = snapshot,
    .texts = g_string_new (NULL),
    .text_numbers = g_hash_table_new (g_str_hash, g_str_equal),
    .party_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .group_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  GByteArray *bytes = g_byte_array_new ();

  for (guint c = 0; c < N_COLUMNS; c++)
    self.columns[c] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = first; i < first + n_facts; i++)
    pack_facts (&self, td_task_snapshot_nth (snapshot, i));
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      append_column (bytes, self.columns[c]);
      g_array_unref (self.columns[c]);
    }
  g_byte_array_append (bytes, (const guint8 *) self.texts->str, (guint) self.texts->len);
  g_string_free (self.texts, TRUE);
  g_hash_table_unref (self.text_numbers);
  g_hash_table_unref (self.party_numbers);
  g_hash_table_unref (self.group_numbers);

  return g_byte_array_free_to_bytes (bytes);
}

/* == Unpacking: the bytes may be anything */

struct _TdTaskUnpacker
{
  TdTaskSnapshot *snapshot;
  GHashTable *labels;
  const guint8 *at, *end;
  GArray *columns[N_COLUMNS]; /* (element-type guint32) */
  GPtrArray *texts;           /* texts of the snapshot */
};

typedef TdTaskUnpacker Unpacker;

static guint
length_of (Unpacker *self, Column column)
{
  return self->columns[column]->len;
}

static guint32
get (Unpacker *self, Column column, guint place)
{
  return g_array_index (self->columns[column], guint32, place);
}

static gint64
get_wide (Unpacker *self, Column column, guint place)
{
  return (gint64) ((guint64) get (self, column + 1, place) << 32 | get (self, column, place));
}

static gboolean
take_size (Unpacker *self, guint32 *size)
{
  if (self->end - self->at < (gssize) sizeof *size)
    return FALSE;
  memcpy (size, self->at, sizeof *size);
  *size = GUINT32_FROM_LE (*size);
  self->at += sizeof *size;

  return (gsize) (self->end - self->at) >= *size;
}

static gboolean
take_column (Unpacker *self, GArray *column)
{
  guint32 size;

  for (;;)
    {
      guint at = column->len, n;

      if (!take_size (self, &size))
        return FALSE;
      if (size == 0)
        return TRUE;
      g_array_set_size (column, at + TD_BLOCK_ROWS);
      if (!td_block_unpack (self->at, size, &g_array_index (column, guint32, at), &n) || n == 0)
        return FALSE;
      g_array_set_size (column, at + n);
      self->at += size;
    }
}

static gboolean
take_texts (Unpacker *self)
{
  while (self->at < self->end)
    {
      const guint8 *nul = memchr (self->at, '\0', (gsize) (self->end - self->at));

      if (nul == NULL)
        return FALSE;
      g_ptr_array_add (self->texts, g_string_chunk_insert_const (self->snapshot->strings->chunk,
                                                                 (const char *) self->at));
      self->at = nul + 1;
    }

  return TRUE;
}

static gboolean
take_parts (Unpacker *self)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    if (!take_column (self, self->columns[c]))
      return FALSE;
  for (guint c = 0; c < N_TASK_COLUMNS; c++)
    if (length_of (self, c) != length_of (self, COLUMN_ID))
      return FALSE;

  return length_of (self, COLUMN_GROUP_ID_HIGH) == length_of (self, COLUMN_GROUP_ID) &&
         length_of (self, COLUMN_GROUP_POSITION) == length_of (self, COLUMN_GROUP_ID) &&
         length_of (self, COLUMN_GROUP_POSITION_HIGH) == length_of (self, COLUMN_GROUP_ID) &&
         length_of (self, COLUMN_TURN_LAST) == length_of (self, COLUMN_TURN_FIRST) &&
         length_of (self, COLUMN_TURN_DONE) == length_of (self, COLUMN_TURN_FIRST) &&
         length_of (self, COLUMN_PARTY_UNIT_HIGH) == length_of (self, COLUMN_PARTY_UNIT) &&
         length_of (self, COLUMN_PARTY_NAME) == length_of (self, COLUMN_PARTY_UNIT) &&
         take_texts (self);
}

/* Returns: (nullable): the text of that number */
static const char *
text_of (Unpacker *self, guint32 number)
{
  return number > 0 && number <= self->texts->len ? g_ptr_array_index (self->texts, number - 1)
                                                  : NULL;
}

static gboolean
add_units (Unpacker *self)
{
  guint n_parties = length_of (self, COLUMN_PARTY_UNIT);
  g_autofree TdTaskUnitRef *parties = g_new0 (TdTaskUnitRef, n_parties + 1);
  GArray *units = self->snapshot->units;
  guint at = units->len;

  for (guint i = 0; i < n_parties; i++)
    {
      parties[i].unit_id = get_wide (self, COLUMN_PARTY_UNIT, i);
      parties[i].name = text_of (self, get (self, COLUMN_PARTY_NAME, i));
      if (parties[i].name == NULL)
        return FALSE;
      parties[i].label = g_hash_table_lookup (self->labels, &parties[i].unit_id);
      if (parties[i].label == NULL)
        parties[i].label = parties[i].name;
    }
  g_array_set_size (units, at + length_of (self, COLUMN_UNIT));
  for (guint i = 0; i < length_of (self, COLUMN_UNIT); i++)
    {
      guint32 unit = get (self, COLUMN_UNIT, i);

      if (unit / 2 >= n_parties)
        return FALSE;
      g_array_index (units, TdTaskUnitRef, at + i) = parties[unit / 2];
      g_array_index (units, TdTaskUnitRef, at + i).lead = unit % 2 == 1;
    }

  return TRUE;
}

static void
add_turns (Unpacker *self)
{
  for (guint i = 0; i < length_of (self, COLUMN_TURN_FIRST); i++)
    {
      TdTaskTurn turn = { get (self, COLUMN_TURN_FIRST, i), get (self, COLUMN_TURN_LAST, i),
                          get (self, COLUMN_TURN_DONE, i) };

      g_array_append_val (self->snapshot->turns, turn);
    }
}

/* Turns and units of the tasks are appended behind; whether they are all there is seen at the end.
 */
static gboolean
add_facts (Unpacker *self, guint16 plan_at)
{
  TdTaskSnapshot *snapshot = self->snapshot;
  gint64 plan_id = g_array_index (snapshot->plans, TdTaskPlanRef, plan_at).id;
  guint64 turns_at = snapshot->turns->len, units_at = snapshot->units->len;
  guint64 turns_end = turns_at + length_of (self, COLUMN_TURN_FIRST);
  guint64 units_end = units_at + length_of (self, COLUMN_UNIT);

  for (guint i = 0; i < length_of (self, COLUMN_ID); i++)
    {
      guint group = get (self, COLUMN_GROUP, i) - 1;
      TdTaskFacts facts = {
        .id = get_wide (self, COLUMN_ID, i),
        .plan_id = plan_id,
        .position = get_wide (self, COLUMN_POSITION, i),
        .area = text_of (self, get (self, COLUMN_AREA, i)),
        .start = get (self, COLUMN_START, i),
        .due = get (self, COLUMN_DUE, i),
        .done = get (self, COLUMN_DONE, i),
        .triggered = get (self, COLUMN_TRIGGERED, i),
        .turns_at = (guint32) turns_at,
        .units_at = (guint32) units_at,
        .n_turns = (guint16) get (self, COLUMN_N_TURNS, i),
        .n_units = (guint16) get (self, COLUMN_N_UNITS, i),
        .plan_at = plan_at,
        .kind = (guint8) get (self, COLUMN_KIND, i),
        .progress = (guint8) get (self, COLUMN_PROGRESS, i),
        .flags = (guint8) get (self, COLUMN_FLAGS, i),
      };

      if (group >= length_of (self, COLUMN_GROUP_ID))
        return FALSE;
      facts.group_id = get_wide (self, COLUMN_GROUP_ID, group);
      facts.group_position = get_wide (self, COLUMN_GROUP_POSITION, group);
      turns_at += facts.n_turns;
      units_at += facts.n_units;
      g_array_append_val (snapshot->facts, facts);
    }

  return turns_at == turns_end && units_at == units_end;
}

/**
 * td_task_unpacker_new:
 * @snapshot: what has its plans
 * @labels: (element-type gint64 utf8): names in the register by unit id, owned by @snapshot
 *
 * Returns: (transfer full): what puts the tasks of one block after the other into @snapshot
 */
TdTaskUnpacker *
td_task_unpacker_new (TdTaskSnapshot *snapshot, GHashTable *labels)
{
  TdTaskUnpacker *self = g_new0 (TdTaskUnpacker, 1);

  self->snapshot = snapshot;
  self->labels = labels;
  self->texts = g_ptr_array_new ();
  for (guint c = 0; c < N_COLUMNS; c++)
    self->columns[c] = g_array_sized_new (FALSE, FALSE, sizeof (guint32), TD_BLOCK_ROWS);

  return self;
}

void
td_task_unpacker_free (TdTaskUnpacker *self)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    g_array_unref (self->columns[c]);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * td_task_unpacker_add:
 * @self: an unpacker
 * @plan_at: place of the plan in the snapshot
 * @data: (array length=size) (nullable): its block
 * @size: bytes
 *
 * Puts the tasks of a plan behind those that are there.
 *
 * Returns: FALSE when these bytes are no block; the snapshot is of no use then
 */
gboolean
td_task_unpacker_add (TdTaskUnpacker *self, guint16 plan_at, gconstpointer data, gsize size)
{
  self->at = data;
  self->end = self->at + size;
  g_ptr_array_set_size (self->texts, 0);
  for (guint c = 0; c < N_COLUMNS; c++)
    g_array_set_size (self->columns[c], 0);
  if (!take_parts (self) || !add_facts (self, plan_at) || !add_units (self))
    return FALSE;
  add_turns (self);

  return TRUE;
}
