/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-conflict.h"
#include "td-error.h"
#include "td-field-binder.h"
#include "td-text.h"

struct _TdEditField
{
  GObject parent_instance;

  TdPlanContext *context;
  TdKind kind;
  const TdFieldSpec *spec;
  TdEditFieldFunc to_shown, to_kept;
  gpointer format_data;
  const char *also; /* another field that follows from this one; NULL: none */
  TdEditFieldFunc also_to_kept;
  TdFieldBinder *binder; /* weak: belongs to the entry */
  gint64 id;
  gpointer row;    /* the record as last shown; NULL: none */
  char *text;      /* what is shown */
  guint pending;   /* writes of this record on their way */
  gboolean failed; /* the last one failed: what was typed stays until it is typed on */
  gboolean based;  /* what is typed started from another value than that of the row: */
  char *base;      /* this one (as kept) */
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_NUMBER,
  PROP_INTEGER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TdEditField, td_edit_field, G_TYPE_OBJECT)

static guint
property_of (TdEditField *self)
{
  if (self->spec->type == TD_FIELD_REAL)
    return PROP_NUMBER;

  return self->spec->type == TD_FIELD_INT ? PROP_INTEGER : PROP_TEXT;
}

static char *
shown_of (TdEditField *self, gconstpointer row)
{
  const char *kept = row != NULL ? td_row_get_text (row, self->spec) : NULL;

  if (self->to_shown != NULL && row != NULL)
    return self->to_shown (kept, row, self->format_data);

  return g_strdup (kept);
}

static char *
kept_of (TdEditField *self, const char *shown)
{
  if (self->to_kept != NULL && self->row != NULL)
    return self->to_kept (shown, self->row, self->format_data);

  return g_strdup (shown);
}

/* Whether both mean the same value: spaces at the ends and the way of composing letters aside. */
static gboolean
same_value (const char *a, const char *b)
{
  g_autofree char *first = g_strstrip (td_text_nfc (a != NULL ? a : "", -1));
  g_autofree char *second = g_strstrip (td_text_nfc (b != NULL ? b : "", -1));

  return g_str_equal (first, second);
}

static gboolean
is_typing (TdEditField *self)
{
  return property_of (self) == PROP_TEXT && self->binder != NULL &&
         td_field_binder_is_dirty (self->binder);
}

static void
forget_base (TdEditField *self)
{
  self->based = FALSE;
  g_clear_pointer (&self->base, g_free);
}

static void
show_row (TdEditField *self, gconstpointer row)
{
  gpointer copy = row != NULL ? td_row_copy (self->kind, row) : NULL;
  g_autofree char *typed = kept_of (self, self->text);
  gboolean same = row != NULL && self->row != NULL && property_of (self) == PROP_TEXT &&
                  same_value (typed, td_row_get_text (row, self->spec));

  if (is_typing (self) && !self->based && row != NULL && self->row != NULL)
    {
      self->based = TRUE;
      self->base = g_strdup (td_row_get_text (self->row, self->spec));
    }
  else if (!is_typing (self))
    forget_base (self);
  td_row_free (self->kind, self->row);
  self->row = copy;
  if (same)
    return;
  g_free (self->text);
  self->text = property_of (self) == PROP_TEXT ? shown_of (self, row) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property_of (self)]);
}

typedef struct
{
  TdEditField *self;
  gint64 id;
  gpointer row;   /* as it was wanted */
  char *expected; /* what the text started from */
} Write;

static void
write_free (Write *write)
{
  td_row_free (write->self->kind, write->row);
  g_object_unref (write->self);
  g_free (write->expected);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static void
write_row (TdEditField *self, gconstpointer row, const char *expected, gboolean expects);

/* "Mine" overwrites what somebody else wrote, "theirs" gives up what was typed. */
static void
answered_cb (Write *write, const char *response)
{
  TdEditField *self = write->self;

  if (!g_str_equal (response, "theirs"))
    {
      write_row (self, write->row, NULL, FALSE);
      return;
    }
  if (write->id == self->id)
    {
      g_autoptr (GError) error = NULL;
      gpointer row = td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                           self->kind, self->id, &error);

      self->failed = FALSE;
      forget_base (self);
      if (row != NULL)
        show_row (self, row);
      td_row_free (self->kind, row);
    }
}

/* Both texts are shown; what was typed stays in the field until one is chosen. */
static void
ask (Write *write, const GError *error)
{
  TdEditField *self = write->self;
  gpointer now = td_workspace_get_row (td_plan_context_get_workspace (self->context), self->kind,
                                       write->id, NULL);
  g_autofree char *mine = shown_of (self, write->row);
  g_autofree char *theirs = now != NULL ? shown_of (self, now) : NULL;
  GtkWidget *field = self->binder != NULL ? td_field_binder_get_field (self->binder) : NULL;
  GtkWidget *dialog =
      field != NULL && now != NULL
          ? td_conflict_ask (field, g_dgettext (GETTEXT_PACKAGE, self->spec->label), mine, theirs)
          : NULL;

  td_row_free (self->kind, now);
  if (dialog == NULL)
    {
      td_plan_context_show_error (self->context, _ ("The change was not made"), error);
      write_free (write);
      return;
    }
  g_object_set_data_full (G_OBJECT (dialog), "td-write", write, (GDestroyNotify) write_free);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (answered_cb), write);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  TdEditField *self = write->self;
  g_autoptr (GError) error = NULL;
  gboolean done = td_edit_run_finish (result, NULL, &error);

  if (write->id == self->id)
    {
      self->pending--;
      self->failed = !done;
      if (!done && !self->based)
        {
          self->based = TRUE;
          self->base = g_strdup (write->expected);
        }
    }
  if (g_error_matches (error, TD_ERROR, TD_ERROR_CONFLICT))
    {
      ask (g_steal_pointer (&write), error);
      return;
    }
  if (!done)
    td_plan_context_show_error (self->context, _ ("The change was not made"), error);
  if (done && write->id == self->id && self->pending == 0)
    {
      gpointer row = td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                           self->kind, self->id, NULL);

      forget_base (self);
      if (row != NULL)
        show_row (self, row);
      td_row_free (self->kind, row);
    }
}

/* Writes the field as the row has it. */
static void
write_row (TdEditField *self, gconstpointer row, const char *expected, gboolean expects)
{
  Write *write = g_new0 (Write, 1);
  g_autofree char *value = td_row_format_field (row, self->spec);
  TdEdit *edit;

  write->self = g_object_ref (self);
  write->id = ((const TdRow *) row)->id;
  write->row = td_row_copy (self->kind, row);
  write->expected = g_strdup (expected);
  edit = td_edit_new_set (self->kind, write->id, self->spec->name, value);
  if (self->also != NULL)
    {
      g_autofree char *also = self->also_to_kept (value, row, self->format_data);

      td_edit_and_set (edit, self->also, also);
    }
  if (expects)
    td_edit_expect (edit, expected);
  if (write->id == self->id)
    self->pending++;
  td_edit_run_async (edit, td_plan_context_get_workspace (self->context), written_cb, write);
}

static void
td_edit_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TdEditField *self = TD_EDIT_FIELD (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_NUMBER)
    g_value_set_double (value, self->row != NULL ? td_row_get_real (self->row, self->spec) : NAN);
  else
    g_value_set_int64 (value, self->row != NULL ? td_row_get_int (self->row, self->spec) : 0);
}

static void
td_edit_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TdEditField *self = TD_EDIT_FIELD (object);
  g_autofree char *expected = NULL;
  g_autofree char *kept = NULL;

  if (self->row == NULL)
    return;
  expected = self->based ? g_strdup (self->base) : td_row_format_field (self->row, self->spec);
  if (id == PROP_TEXT)
    {
      g_free (self->text);
      self->text = g_value_dup_string (value);
      kept = kept_of (self, self->text);
      if (kept != NULL && *kept == '\0')
        g_clear_pointer (&kept, g_free);
      if (!self->failed && same_value (kept, td_row_get_text (self->row, self->spec)))
        {
          forget_base (self);
          return;
        }
      td_row_set_text (self->row, self->spec, kept);
    }
  else if (id == PROP_NUMBER)
    td_row_set_real (self->row, self->spec, g_value_get_double (value));
  else
    td_row_set_int (self->row, self->spec, g_value_get_int64 (value));
  forget_base (self);
  write_row (self, self->row, expected, TRUE);
}

static void
td_edit_field_finalize (GObject *object)
{
  TdEditField *self = TD_EDIT_FIELD (object);

  g_clear_weak_pointer (&self->binder);
  g_clear_object (&self->context);
  td_row_free (self->kind, self->row);
  g_free (self->text);
  g_free (self->base);

  G_OBJECT_CLASS (td_edit_field_parent_class)->finalize (object);
}

static void
td_edit_field_class_init (TdEditFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = td_edit_field_get_property;
  object_class->set_property = td_edit_field_set_property;
  object_class->finalize = td_edit_field_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] =
      g_param_spec_double ("number", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_INTEGER] =
      g_param_spec_int64 ("integer", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
td_edit_field_init (TdEditField *self)
{
}

/**
 * td_edit_field_new:
 * @context: the open plan
 * @kind: the kind of record
 * @field: a column of it
 *
 * Returns: (transfer full): the field of no record yet
 */
TdEditField *
td_edit_field_new (TdPlanContext *context, TdKind kind, const char *field)
{
  TdEditField *self = g_object_new (TD_TYPE_EDIT_FIELD, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->spec = td_kind_find_field (td_kind_spec (kind), field);
  g_assert (self->spec != NULL);

  return self;
}

/**
 * td_edit_field_set_format:
 * @self: a field
 * @to_shown: from what is kept to what is shown
 * @to_kept: back
 * @user_data: for both
 *
 * Sets how a text is shown otherwise than it is kept.
 */
void
td_edit_field_set_format (TdEditField *self,
                          TdEditFieldFunc to_shown,
                          TdEditFieldFunc to_kept,
                          gpointer user_data)
{
  self->to_shown = to_shown;
  self->to_kept = to_kept;
  self->format_data = user_data;
}

/**
 * td_edit_field_set_also:
 * @self: a field
 * @field: another column of the same kind
 * @to_kept: from the new value of this field to the value of that one
 *
 * Writes another field along with this one.
 */
void
td_edit_field_set_also (TdEditField *self, const char *field, TdEditFieldFunc to_kept)
{
  self->also = g_intern_string (field);
  self->also_to_kept = to_kept;
}

/**
 * td_edit_field_attach:
 * @self: a field
 * @widget: the entry or text view that edits it
 */
void
td_edit_field_attach (TdEditField *self, GtkWidget *widget)
{
  g_return_if_fail (TD_IS_EDIT_FIELD (self) && self->binder == NULL);

  g_set_weak_pointer (&self->binder, td_field_binder_attach (widget));
}

/**
 * td_edit_field_set_row:
 * @self: a field
 * @row: (nullable): the record as it is kept now
 *
 * Shows the record's field. What is typed and not yet written is written first when it is another
 * record; of the same record, a text that is being typed or written is left alone.
 */
void
td_edit_field_set_row (TdEditField *self, gconstpointer row)
{
  gint64 id = row != NULL ? ((const TdRow *) row)->id : 0;

  g_return_if_fail (TD_IS_EDIT_FIELD (self));

  if (id == self->id)
    {
      if (row != NULL && self->pending == 0 && !self->failed)
        show_row (self, row);
      return;
    }
  td_edit_field_flush (self);
  /* What cannot be a value is given up with its record. */
  if (self->binder != NULL && td_field_binder_is_dirty (self->binder))
    td_field_binder_bind (self->binder, NULL, NULL);
  self->id = id;
  self->pending = 0;
  self->failed = FALSE;
  forget_base (self);
  g_clear_pointer (&self->text, g_free);
  td_row_free (self->kind, self->row);
  self->row = NULL;
  show_row (self, row);
  if (self->binder != NULL)
    td_field_binder_bind (self->binder, row != NULL ? G_OBJECT (self) : NULL,
                          properties[property_of (self)]->name);
}

/**
 * td_edit_field_flush:
 * @self: a field
 *
 * Writes what is typed and not yet written.
 */
void
td_edit_field_flush (TdEditField *self)
{
  g_return_if_fail (TD_IS_EDIT_FIELD (self));

  if (self->binder != NULL)
    td_field_binder_flush (self->binder);
}
