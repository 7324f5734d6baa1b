/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-item.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"

struct _TdReviewItem
{
  GObject parent_instance;

  const TdPlanData *data; /* NULL: a heading */
  TdKind kind;
  gint64 id;
  const char *fields[8]; /* of the header: the one field it shows; of a task: its cells */
  char *heading;
  guint level;
  guint line; /* of the source, G_MAXUINT: nowhere */
  TdReviewState state;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdReviewItem, td_review_item, G_TYPE_OBJECT)

static void
td_review_item_finalize (GObject *object)
{
  g_free (TD_REVIEW_ITEM (object)->heading);

  G_OBJECT_CLASS (td_review_item_parent_class)->finalize (object);
}

static void
td_review_item_class_init (TdReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_review_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TD_TYPE_REVIEW_ITEM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_review_item_init (TdReviewItem *self)
{
  self->line = G_MAXUINT;
}

/**
 * td_review_item_new:
 * @data: a plan that outlives the item
 * @kind: kind of the row it shows
 * @id: id of the row
 * @level: how far it is indented
 *
 * Returns: (transfer full): the item
 */
TdReviewItem *
td_review_item_new (const TdPlanData *data, TdKind kind, gint64 id, guint level)
{
  TdReviewItem *self = g_object_new (TD_TYPE_REVIEW_ITEM, NULL);

  self->data = data;
  self->kind = kind;
  self->id = id;
  self->level = level;

  return self;
}

/**
 * td_review_item_new_field:
 * @data: a plan that outlives the item
 * @field: (transfer none): static name of a field of the plan itself
 *
 * Returns: (transfer full): the item
 */
TdReviewItem *
td_review_item_new_field (const TdPlanData *data, const char *field)
{
  TdReviewItem *self = td_review_item_new (data, TD_KIND_PLAN, data->plan->row.id, 0);

  self->fields[0] = field;

  return self;
}

/**
 * td_review_item_new_heading:
 * @text: what follows
 *
 * Returns: (transfer full): the item
 */
TdReviewItem *
td_review_item_new_heading (const char *text)
{
  TdReviewItem *self = g_object_new (TD_TYPE_REVIEW_ITEM, NULL);

  self->heading = g_strdup (text);

  return self;
}

const TdPlanData *
td_review_item_get_data (TdReviewItem *self)
{
  return self->data;
}

TdKind
td_review_item_get_kind (TdReviewItem *self)
{
  return self->kind;
}

gint64
td_review_item_get_id (TdReviewItem *self)
{
  return self->id;
}

gboolean
td_review_item_is_heading (TdReviewItem *self)
{
  return self->heading != NULL;
}

guint
td_review_item_get_level (TdReviewItem *self)
{
  return self->level;
}

TdReviewState
td_review_item_get_state (TdReviewItem *self)
{
  return self->state;
}

void
td_review_item_set_state (TdReviewItem *self, TdReviewState state)
{
  if (self->state == state)
    return;
  self->state = state;
  td_review_item_changed (self);
}

guint
td_review_item_get_line (TdReviewItem *self)
{
  return self->line;
}

void
td_review_item_set_line (TdReviewItem *self, guint line)
{
  self->line = line;
}

void
td_review_item_changed (TdReviewItem *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gconstpointer
get_row (TdReviewItem *self)
{
  return self->data != NULL ? td_plan_data_get (self->data, self->kind, self->id) : NULL;
}

/**
 * td_review_role_name:
 * @role: (nullable): one of TD_COLUMN_*
 *
 * Returns: the role in words
 */
const char *
td_review_role_name (const char *role)
{
  static const struct
  {
    const char *role;
    const char *name;
  } names[] = {
    { TD_COLUMN_NUMBER, N_ ("Number") },
    { TD_COLUMN_CONTENT, N_ ("Content") },
    { TD_COLUMN_PRODUCT, N_ ("Products") },
    { TD_COLUMN_LEAD, N_ ("Lead units") },
    { TD_COLUMN_COORDINATING, N_ ("Coordinating units") },
    { TD_COLUMN_ASSIGNMENT, N_ ("Assignment (both roles)") },
    { TD_COLUMN_DEADLINE, N_ ("Deadline") },
    { TD_COLUMN_NOTE, N_ ("Note") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i].role, role) == 0)
        return _ (names[i].name);
    }

  return _ ("Other");
}

/**
 * td_review_item_dup_mark:
 * @self: an item
 *
 * Returns: (nullable) (transfer full): the number or the sign before it
 */
char *
td_review_item_dup_mark (TdReviewItem *self)
{
  gconstpointer row = get_row (self);

  switch (row != NULL ? (int) self->kind : -1)
    {
    case TD_KIND_SECTION:
      return td_plan_data_section_label (self->data, row);
    case TD_KIND_BLOCK:
      return g_strdup (((const TdBlockRow *) row)->marker);
    case TD_KIND_PLAN_GROUP:
      return g_strdup (((const TdPlanGroupRow *) row)->label);
    case TD_KIND_TASK:
      return g_strdup (((const TdTaskRow *) row)->number_text);
    default:
      return NULL;
    }
}

static char *
target_title (const TdTargetRow *target)
{
  return g_strdup (target->text);
}

static char *
basis_title (const TdLegalBasisRow *basis)
{
  return g_strdup_printf ("%s %s", basis->verb != NULL ? basis->verb : "",
                          basis->text != NULL ? basis->text : "");
}

/**
 * td_review_item_dup_title:
 * @self: an item
 *
 * Returns: (nullable) (transfer full): its words; NULL where nothing was found
 */
char *
td_review_item_dup_title (TdReviewItem *self)
{
  gconstpointer row = get_row (self);

  if (self->heading != NULL)
    return g_strdup (self->heading);

  switch (row != NULL ? (int) self->kind : -1)
    {
    case TD_KIND_PLAN:
      return td_review_item_dup_value (self, self->fields[0]);
    case TD_KIND_LEGAL_BASIS:
      return basis_title (row);
    case TD_KIND_SECTION:
      return g_strdup (((const TdSectionRow *) row)->title);
    case TD_KIND_BLOCK:
      return g_strdup (((const TdBlockRow *) row)->text);
    case TD_KIND_TARGET:
      return target_title (row);
    case TD_KIND_PLAN_COLUMN:
      return g_strdup (((const TdPlanColumnRow *) row)->heading);
    case TD_KIND_PLAN_GROUP:
      return g_strdup (((const TdPlanGroupRow *) row)->title);
    case TD_KIND_TASK:
      return g_strdup (((const TdTaskRow *) row)->content);
    case TD_KIND_RECIPIENT:
      return g_strdup (((const TdRecipientRow *) row)->text);
    case TD_KIND_SIGNATORY:
      return g_strdup (((const TdSignatoryRow *) row)->name);
    case TD_KIND_PLAN_FACT:
      return g_strdup (((const TdPlanFactRow *) row)->text);
    default:
      return NULL;
    }
}

/**
 * td_review_item_dup_value:
 * @self: an item
 * @field: name of a field of its row
 *
 * Returns: (nullable) (transfer full): the value as text, NULL when absent
 */
char *
td_review_item_dup_value (TdReviewItem *self, const char *field)
{
  gconstpointer row = get_row (self);
  const TdFieldSpec *spec = td_kind_find_field (td_kind_spec (self->kind), field);
  char *value;

  if (row == NULL || spec == NULL)
    return NULL;
  if (spec->type == TD_FIELD_INT && td_row_get_int (row, spec) == 0)
    return NULL;

  value = td_row_format_field (row, spec);
  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  if (value != NULL && spec->type == TD_FIELD_DATE)
    {
      g_autofree char *iso = g_steal_pointer (&value);

      return td_date_display_iso (iso);
    }
  if (value != NULL && spec->type == TD_FIELD_REAL)
    g_strdelimit (value, ".", ',');

  return value;
}

/**
 * td_review_item_parse:
 * @self: an item
 * @field: name of a field of its row
 * @typed: (nullable): what a person typed
 *
 * Returns: (nullable) (transfer full): the value as rows take it: "15/3/2026" is a day, "98,5" a
 * number
 */
char *
td_review_item_parse (TdReviewItem *self, const char *field, const char *typed)
{
  const TdFieldSpec *spec = td_kind_find_field (td_kind_spec (self->kind), field);
  GDate today, date;

  if (typed == NULL || spec == NULL)
    return g_strdup (typed);
  if (spec->type == TD_FIELD_REAL)
    return g_strdelimit (g_strstrip (g_strdup (typed)), ",", '.');
  if (spec->type == TD_FIELD_INT)
    return g_strstrip (g_strdup (typed));
  if (spec->type != TD_FIELD_DATE)
    return g_strdup (typed);

  td_date_today (&today);
  if (!td_date_parse_typed (typed, &today, (int) self->data->plan->year, &date))
    return g_strdup (typed);

  return td_date_format_iso (&date);
}

/**
 * td_review_item_dup_source_words:
 * @self: an item
 *
 * Returns: (nullable) (transfer full): the words to look for in the source
 */
char *
td_review_item_dup_source_words (TdReviewItem *self)
{
  const TdPlanRow *plan;
  const char *field = self->fields[0];

  if (self->data == NULL)
    return NULL;
  if (self->kind == TD_KIND_TARGET)
    {
      const TdTargetRow *target = get_row (self);

      return g_strdup (target->source_text != NULL ? target->source_text : target->text);
    }
  if (self->kind != TD_KIND_PLAN)
    return td_review_item_dup_title (self);

  /* Short values stand for the line they were read from. */
  plan = self->data->plan;
  if (g_str_equal (field, "number") || g_str_equal (field, "symbol"))
    return g_strdup (plan->symbol);
  if (g_str_equal (field, "place") || g_str_equal (field, "issued_date"))
    return g_strdup_printf ("%s, ngày", plan->place != NULL ? plan->place : "");
  if (g_str_equal (field, "year"))
    return g_strdup (plan->title);

  return td_review_item_dup_title (self);
}

/* What can be put right */

/* The cells that the plan's annex has; a task out of the body has its words and its deadline. */
static const char *const *
task_fields (TdReviewItem *self)
{
  static const struct
  {
    const char *role;
    const char *field;
  } cells[] = {
    { TD_COLUMN_PRODUCT, "product_text" },           { TD_COLUMN_LEAD, "lead_text" },
    { TD_COLUMN_COORDINATING, "coordinating_text" }, { TD_COLUMN_ASSIGNMENT, "assignment_text" },
    { TD_COLUMN_DEADLINE, "deadline_text" },         { TD_COLUMN_NOTE, "note" },
  };
  guint columns = td_plan_data_count (self->data, TD_KIND_PLAN_COLUMN);
  guint n = 0;

  self->fields[n++] = "content";
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      gboolean found = columns == 0 && g_str_equal (cells[i].role, TD_COLUMN_DEADLINE);

      for (guint c = 0; c < columns && !found; c++)
        found =
            g_strcmp0 (
                ((TdPlanColumnRow *) td_plan_data_nth (self->data, TD_KIND_PLAN_COLUMN, c))->role,
                cells[i].role) == 0;
      if (found)
        self->fields[n++] = cells[i].field;
    }
  self->fields[n] = NULL;

  return self->fields;
}

/**
 * td_review_item_get_fields:
 * @self: an item
 *
 * Returns: (nullable): names of the fields that can be put right, NULL-terminated
 */
const char *const *
td_review_item_get_fields (TdReviewItem *self)
{
  static const char *const basis[] = { "verb", "text", NULL };
  static const char *const title[] = { "title", NULL };
  static const char *const text[] = { "text", NULL };
  static const char *const target[] = { "text",         "comparator",  "value",
                                        "measure_unit", "target_year", NULL };
  static const char *const column[] = { "heading", "role", NULL };
  static const char *const group[] = { "label", "title", NULL };
  static const char *const signatory[] = { "prefix", "on_behalf_of", "title", "name", NULL };

  if (self->data == NULL)
    return NULL;

  switch ((int) self->kind)
    {
    case TD_KIND_PLAN:
      return self->fields;
    case TD_KIND_LEGAL_BASIS:
      return basis;
    case TD_KIND_SECTION:
      return title;
    case TD_KIND_BLOCK:
    case TD_KIND_RECIPIENT:
      return text;
    case TD_KIND_TARGET:
      return target;
    case TD_KIND_PLAN_COLUMN:
      return column;
    case TD_KIND_PLAN_GROUP:
      return group;
    case TD_KIND_TASK:
      return task_fields (self);
    case TD_KIND_SIGNATORY:
      return signatory;
    default:
      return NULL;
    }
}
