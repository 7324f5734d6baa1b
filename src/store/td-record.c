/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-error.h"
#include "td-live.h"
#include "td-record-lock.h"
#include "td-record-private.h"
#include "td-text.h"
#include "td-workspace-private.h"

/* Invariants: without an edit on its way or held back, row equals stored. A field whose edit is on
 * its way (pending > 0) or held back after a conflict or failure (held) shows the user's value. */
typedef struct
{
  TdWorkspace *workspace;
  const TdKindSpec *spec;
  gint64 id;
  gpointer row;    /* what is shown */
  gpointer stored; /* what the file has, as far as we know */
  guint *pending;  /* by field: edits on their way */
  guint64 held;    /* a bit by field */
  guint n_pending; /* their sum */
  gint64 seq;      /* commit the stored row was read at */
  guint loading : 1;
  guint deleted : 1;
} TdRecordPrivate;

enum
{
  PROP_0,
  PROP_ID,
  PROP_LOADING,
  PROP_DELETED,
  PROP_SAVING,
  N_PROPS, /* the fields follow in the subclasses, by their own count */
};

enum
{
  CONFLICT,
  DELETED,
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TdRecord, td_record, G_TYPE_OBJECT)

#define PRIV(self) ((TdRecordPrivate *) td_record_get_instance_private (self))
#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

/* One edit on its way: plain data while the writer thread has it. */
typedef struct
{
  TdKind kind;
  guint field;
  gpointer before;
  gpointer after;
} Edit;

static void
edit_free (Edit *self)
{
  td_row_free (self->kind, self->before);
  td_row_free (self->kind, self->after);
  g_free (self);
}

static gboolean
field_equal (gconstpointer a, gconstpointer b, const TdFieldSpec *field)
{
  double x, y;

  if (field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE)
    return g_strcmp0 (td_row_get_text (a, field), td_row_get_text (b, field)) == 0;
  if (field->type != TD_FIELD_REAL)
    return td_row_get_int (a, field) == td_row_get_int (b, field);

  x = td_row_get_real (a, field);
  y = td_row_get_real (b, field);
  return x == y || (isnan (x) && isnan (y));
}

static void
copy_field (gpointer to, gconstpointer from, const TdFieldSpec *field)
{
  if (field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE)
    td_row_set_text (to, field, td_row_get_text (from, field));
  else if (field->type == TD_FIELD_REAL)
    td_row_set_real (to, field, td_row_get_real (from, field));
  else
    td_row_set_int (to, field, td_row_get_int (from, field));
}

static void
notify_field (TdRecord *self, guint field)
{
  g_object_notify_by_pspec (G_OBJECT (self), TD_RECORD_GET_CLASS (self)->properties[field]);
}

/* Shows the stored value of a field no edit stands against. Returns: whether that is news */
static gboolean
show_stored (TdRecord *self, guint i)
{
  TdRecordPrivate *priv = PRIV (self);
  const TdFieldSpec *field = &priv->spec->fields[i];

  if (priv->pending[i] > 0 || (priv->held & BIT (i)) ||
      field_equal (priv->row, priv->stored, field))
    return FALSE;

  copy_field (priv->row, priv->stored, field);
  notify_field (self, i);

  return TRUE;
}

static void
set_deleted (TdRecord *self, gboolean deleted)
{
  TdRecordPrivate *priv = PRIV (self);

  if (priv->deleted == deleted)
    return;

  priv->deleted = deleted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELETED]);
  if (deleted)
    g_signal_emit (self, signals[DELETED], 0);
}

/* Takes what was read from the file at commit seq; row NULL: the record is gone. An older row than
 * the one known is ignored. */
void
td_record_take_row (TdRecord *self, gpointer row, gint64 seq)
{
  TdRecordPrivate *priv = PRIV (self);
  gboolean was_loading = priv->loading;
  gboolean changed = FALSE;

  if (seq < priv->seq)
    {
      td_row_free (priv->spec->kind, row);
      return;
    }

  g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));
  priv->seq = seq;
  if (was_loading)
    {
      priv->loading = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
    }
  if (row != NULL)
    {
      td_row_free (priv->spec->kind, priv->stored);
      priv->stored = row;
      for (guint i = 0; i < priv->spec->n_fields; i++)
        changed |= show_stored (self, i);
    }
  set_deleted (self, row == NULL);
  g_object_thaw_notify (G_OBJECT (self));
  if (changed || was_loading)
    g_signal_emit (self, signals[CHANGED], 0);
  g_object_unref (self);
}

static gboolean
edit_func (TdWriter *writer, gpointer data, GError **error)
{
  Edit *edit = data;

  return td_writer_update (writer, edit->kind, edit->before, edit->after, error);
}

static void
announce_conflict (TdRecord *self, guint i)
{
  TdRecordPrivate *priv = PRIV (self);
  const TdFieldSpec *field = &priv->spec->fields[i];
  g_autofree char *mine = td_row_format_field (priv->row, field);
  g_autofree char *theirs = td_row_format_field (priv->stored, field);

  g_signal_emit (self, signals[CONFLICT], 0, field->name, mine, theirs);
}

static void
edit_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TdWorkspace *workspace = TD_WORKSPACE (source);
  g_autoptr (TdRecord) self = ((gpointer *) data)[0];
  guint i = GPOINTER_TO_UINT (((gpointer *) data)[1]);
  TdRecordPrivate *priv = PRIV (self);
  g_autoptr (GError) error = NULL;
  gboolean newly_held;

  g_free (data);
  td_workspace_act_finish (workspace, result, &error);
  priv->pending[i]--;
  priv->n_pending--;
  newly_held = error != NULL && !(priv->held & BIT (i));
  if (error != NULL)
    priv->held |= BIT (i);
  if (priv->n_pending == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);

  if (newly_held && g_error_matches (error, TD_ERROR, TD_ERROR_CONFLICT))
    announce_conflict (self, i);
  else if (show_stored (self, i))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
queue_edit (TdRecord *self, guint i, gpointer before, gpointer after)
{
  TdRecordPrivate *priv = PRIV (self);
  const TdFieldSpec *field = &priv->spec->fields[i];
  g_autofree char *label = g_strdup_printf (_ ("Change “%s”"), _ (field->label));
  g_autofree char *key =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%s", priv->spec->name, priv->id, field->name);
  gpointer *data = g_new0 (gpointer, 2);
  Edit *edit = g_new0 (Edit, 1);

  edit->kind = priv->spec->kind;
  edit->field = i;
  edit->before = before;
  edit->after = after;
  data[0] = g_object_ref (self);
  data[1] = GUINT_TO_POINTER (i);

  priv->pending[i]++;
  if (priv->n_pending++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
  td_workspace_act_async (priv->workspace, "record.set", label, key, edit_func, edit,
                          (GDestroyNotify) edit_free, edit_done_cb, data);
}

/* A record that an explicit act closed (a signed plan and its parts) is refused while it is typed,
 * not only when it is written: the widget takes the old text again. */
static gboolean
is_open (TdRecord *self, const TdFieldSpec *field, GError **error)
{
  TdRecordPrivate *priv = PRIV (self);
  TdConnection *connection = td_workspace_get_connection (priv->workspace);
  TdKind kind = priv->spec->kind;

  return !td_record_lock_closes (kind, field->name) ||
         td_record_lock_check (connection, kind, priv->id,
                               td_record_lock_plan_of (connection, kind, priv->id), error);
}

static gboolean
may_edit (TdRecord *self, const TdFieldSpec *field, gconstpointer wanted, GError **error)
{
  TdRecordPrivate *priv = PRIV (self);
  const char *text;

  if (!td_workspace_check_writable (priv->workspace, error))
    return FALSE;
  if (priv->deleted || priv->loading)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, priv->spec->name,
                       _ ("The record “%s” was deleted."), _ (priv->spec->label));
      return FALSE;
    }
  if (!is_open (self, field, error))
    return FALSE;
  if (!(field->flags & TD_FIELD_REQUIRED) ||
      !(field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE))
    return TRUE;

  text = td_row_get_text (wanted, field);
  if (text != NULL && !td_text_is_blank (text))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, field->name, _ ("“%s” must not be empty."),
                   _ (field->label));
  return FALSE;
}

/* Shows wanted's value of field i and queues the write, naming the value before. */
static gboolean
edit_field (TdRecord *self, guint i, gconstpointer wanted, GError **error)
{
  TdRecordPrivate *priv = PRIV (self);
  const TdFieldSpec *field = &priv->spec->fields[i];
  gpointer before;

  if (field_equal (priv->row, wanted, field))
    return TRUE;
  if (!may_edit (self, field, wanted, error))
    {
      notify_field (self, i); /* whoever shows the value takes the old one again */
      return FALSE;
    }

  before = td_row_copy (priv->spec->kind, priv->row);
  copy_field (priv->row, wanted, field);
  if (priv->held & BIT (i))
    td_row_free (priv->spec->kind, before);
  else
    queue_edit (self, i, before, td_row_copy (priv->spec->kind, priv->row));
  notify_field (self, i);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

static void
td_record_get_field_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TdRecordPrivate *priv = PRIV (TD_RECORD (object));
  const TdFieldSpec *field = &priv->spec->fields[prop_id - 1];

  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      g_value_set_string (value, td_row_get_text (priv->row, field));
      break;
    case TD_FIELD_REAL:
      g_value_set_double (value, td_row_get_real (priv->row, field));
      break;
    case TD_FIELD_BOOL:
      g_value_set_boolean (value, td_row_get_int (priv->row, field) != 0);
      break;
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      g_value_set_int64 (value, td_row_get_int (priv->row, field));
    }
}

static void
td_record_set_field_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  TdRecordPrivate *priv = PRIV (TD_RECORD (object));
  const TdFieldSpec *field = &priv->spec->fields[prop_id - 1];
  gpointer wanted = td_row_new (priv->spec->kind);

  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      td_row_set_text (wanted, field, g_value_get_string (value));
      break;
    case TD_FIELD_REAL:
      td_row_set_real (wanted, field, g_value_get_double (value));
      break;
    case TD_FIELD_BOOL:
      td_row_set_int (wanted, field, g_value_get_boolean (value));
      break;
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      td_row_set_int (wanted, field, g_value_get_int64 (value));
    }

  edit_field (TD_RECORD (object), prop_id - 1, wanted, NULL);
  td_row_free (priv->spec->kind, wanted);
}

static GParamSpec *
field_property (const TdFieldSpec *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY;
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');

  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case TD_FIELD_REAL: /* NAN is absent, which no range contains */
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                                  flags | G_PARAM_LAX_VALIDATION);
    case TD_FIELD_BOOL:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
}

/* class_data: the kind */
static void
subclass_init (gpointer g_class, gpointer class_data)
{
  GObjectClass *object_class = G_OBJECT_CLASS (g_class);
  TdRecordClass *klass = g_class;

  object_class->get_property = td_record_get_field_property;
  object_class->set_property = td_record_set_field_property;
  klass->spec = td_kind_spec ((TdKind) GPOINTER_TO_UINT (class_data));
  klass->properties = g_new0 (GParamSpec *, klass->spec->n_fields);
  for (guint i = 0; i < klass->spec->n_fields; i++)
    {
      klass->properties[i] = field_property (&klass->spec->fields[i]);
      g_object_class_install_property (object_class, i + 1, klass->properties[i]);
    }
}

/* "plan_group" -> "TdPlanGroup" */
static char *
class_name (const char *kind_name)
{
  g_auto (GStrv) words = g_strsplit (kind_name, "_", -1);
  GString *name = g_string_new ("Td");

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (name, "%c%s", g_ascii_toupper (words[i][0]), words[i] + 1);

  return g_string_free (name, FALSE);
}

/**
 * td_record_type_for_kind:
 * @kind: a kind
 *
 * Returns: the class of its live objects, registered on first use
 */
GType
td_record_type_for_kind (TdKind kind)
{
  g_autofree char *name = class_name (td_kind_spec (kind)->name);
  GType type = g_type_from_name (name);
  GTypeQuery query;

  if (type != 0)
    return type;

  g_type_query (TD_TYPE_RECORD, &query);

  {
    const GTypeInfo info = {
      .class_size = (guint16) query.class_size,
      .class_init = subclass_init,
      .class_data = GUINT_TO_POINTER (kind),
      .instance_size = (guint16) query.instance_size,
    };

    return g_type_register_static (TD_TYPE_RECORD, name, &info, G_TYPE_FLAG_FINAL);
  }
}

TdRecord *
td_record_new (TdWorkspace *workspace, TdKind kind, gint64 id)
{
  TdRecord *self = g_object_new (td_record_type_for_kind (kind), NULL);
  TdRecordPrivate *priv = PRIV (self);

  priv->workspace = g_object_ref (workspace);
  priv->spec = td_kind_spec (kind);
  priv->id = id;
  priv->row = td_row_new (kind);
  ((TdRow *) priv->row)->id = id;
  priv->stored = td_row_copy (kind, priv->row);
  priv->pending = g_new0 (guint, priv->spec->n_fields);
  priv->loading = TRUE;
  g_assert (priv->spec->n_fields <= 64);

  return self;
}

static void
td_record_dispose (GObject *object)
{
  TdRecordPrivate *priv = PRIV (TD_RECORD (object));

  if (priv->workspace != NULL)
    {
      td_live_forget (priv->workspace->live, priv->spec->kind, priv->id);
      g_clear_object (&priv->workspace);
    }

  G_OBJECT_CLASS (td_record_parent_class)->dispose (object);
}

static void
td_record_finalize (GObject *object)
{
  TdRecordPrivate *priv = PRIV (TD_RECORD (object));

  if (priv->spec != NULL)
    {
      td_row_free (priv->spec->kind, priv->row);
      td_row_free (priv->spec->kind, priv->stored);
    }
  g_free (priv->pending);

  G_OBJECT_CLASS (td_record_parent_class)->finalize (object);
}

static void
td_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TdRecordPrivate *priv = PRIV (TD_RECORD (object));

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, priv->id);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, priv->loading);
      break;
    case PROP_DELETED:
      g_value_set_boolean (value, priv->deleted);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, priv->n_pending > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
td_record_class_init (TdRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = td_record_dispose;
  object_class->finalize = td_record_finalize;
  object_class->get_property = td_record_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_DELETED] = g_param_spec_boolean ("deleted", NULL, NULL, FALSE, flags);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONFLICT] =
      g_signal_new ("conflict", TD_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[DELETED] = g_signal_new ("deleted", TD_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", TD_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
td_record_init (TdRecord *self)
{
}

/**
 * td_record_get_kind:
 * @self: a record
 *
 * Returns: its kind
 */
TdKind
td_record_get_kind (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), TD_KIND_AGENCY);

  return PRIV (self)->spec->kind;
}

/**
 * td_record_get_id:
 * @self: a record
 *
 * Returns: its id
 */
gint64
td_record_get_id (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), 0);

  return PRIV (self)->id;
}

/**
 * td_record_get_row:
 * @self: a record
 *
 * Returns: (transfer none): what it shows, as the row struct of its kind; its texts are valid until
 *   the main loop runs again
 */
gconstpointer
td_record_get_row (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), NULL);

  return PRIV (self)->row;
}

/**
 * td_record_get_loading:
 * @self: a record
 *
 * Returns: whether its values are still to come
 */
gboolean
td_record_get_loading (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), FALSE);

  return PRIV (self)->loading;
}

/**
 * td_record_get_deleted:
 * @self: a record
 *
 * Returns: whether there is no such record in the file
 */
gboolean
td_record_get_deleted (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), FALSE);

  return PRIV (self)->deleted;
}

/**
 * td_record_get_saving:
 * @self: a record
 *
 * Returns: whether an edit is on its way to the file
 */
gboolean
td_record_get_saving (TdRecord *self)
{
  g_return_val_if_fail (TD_IS_RECORD (self), FALSE);

  return PRIV (self)->n_pending > 0;
}

static int
field_index (TdRecord *self, const char *name, GError **error)
{
  const TdKindSpec *spec = PRIV (self)->spec;
  const TdFieldSpec *field = td_kind_find_field (spec, name);

  if (field != NULL)
    return (int) (field - spec->fields);

  td_error_set_at (error, TD_ERROR_USAGE, NULL, name, _ ("There is no field “%s”."), name);
  return -1;
}

/**
 * td_record_set_field:
 * @self: a record
 * @field: one of its fields
 * @value: (nullable): the value as locale-free text
 * @error: return location
 *
 * Like setting the property; tells why a value is refused.
 *
 * Returns: whether the value is taken and on its way
 */
gboolean
td_record_set_field (TdRecord *self, const char *field, const char *value, GError **error)
{
  TdRecordPrivate *priv;
  gboolean taken;
  gpointer wanted;
  int i;

  g_return_val_if_fail (TD_IS_RECORD (self), FALSE);

  priv = PRIV (self);
  i = field_index (self, field, error);
  if (i < 0)
    return FALSE;

  wanted = td_row_new (priv->spec->kind);
  taken = td_row_parse_field (wanted, &priv->spec->fields[i], value, error) &&
          edit_field (self, (guint) i, wanted, error);
  td_row_free (priv->spec->kind, wanted);

  return taken;
}

/**
 * td_record_dup_field:
 * @self: a record
 * @field: one of its fields
 *
 * Returns: (nullable) (transfer full): the value shown, as locale-free text
 */
char *
td_record_dup_field (TdRecord *self, const char *field)
{
  int i;

  g_return_val_if_fail (TD_IS_RECORD (self), NULL);

  i = field_index (self, field, NULL);

  return i < 0 ? NULL : td_row_format_field (PRIV (self)->row, &PRIV (self)->spec->fields[i]);
}

/**
 * td_record_resolve:
 * @self: a record
 * @field: a field whose edit was not saved: someone was first, or the write failed
 * @keep_mine: write the value shown over the stored one; else show the stored one
 */
void
td_record_resolve (TdRecord *self, const char *field, gboolean keep_mine)
{
  TdRecordPrivate *priv;
  int i;

  g_return_if_fail (TD_IS_RECORD (self));

  priv = PRIV (self);
  i = field_index (self, field, NULL);
  if (i < 0 || !(priv->held & BIT (i)))
    return;

  priv->held &= ~BIT (i);
  if (!keep_mine)
    {
      if (show_stored (self, (guint) i))
        g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  queue_edit (self, (guint) i, td_row_copy (priv->spec->kind, priv->stored),
              td_row_copy (priv->spec->kind, priv->row));
}
