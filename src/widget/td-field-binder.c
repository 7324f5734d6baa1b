/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-field-binder.h"

#include <math.h>
#include <string.h>

/* Ties the text of an entry or a text view to one property of a live object.
 *
 * Typing is committed (TdFieldBinder::commit, by default g_object_set) when no key came for a
 * while, when the focus leaves, and when somebody calls flush before another action. Invariants:
 *  - `base` is the text that the property had when it was last shown or committed;
 *  - the field is dirty when its text is not `base`; a dirty field is never overwritten from
 * outside;
 *  - the undo steps of the field belong to uncommitted text only: a commit clears them, so that
 *    afterwards Ctrl+Z means the last action of the file.
 * An absent text (NULL) is shown as "", and "" is committed as NULL. */
struct _TdFieldBinder
{
  GObject parent_instance;

  GtkWidget *field; /* owns the binder */
  GObject *object;
  GParamSpec *pspec;
  gulong notify_handler;
  char *base;
  guint timeout;
  guint delay;
  gboolean updating; /* the text is being set from here */
};

G_DEFINE_FINAL_TYPE (TdFieldBinder, td_field_binder, G_TYPE_OBJECT)

enum
{
  COMMIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define BINDER_KEY "td-field-binder"

/* The widget side: GtkEditable or GtkTextView */

static GtkTextBuffer *
get_buffer (TdFieldBinder *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->field));
}

static char *
get_text (TdFieldBinder *self)
{
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (self->field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->field)));

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

static void
clear_undo_steps (TdFieldBinder *self)
{
  if (GTK_IS_EDITABLE (self->field))
    {
      gtk_editable_set_enable_undo (GTK_EDITABLE (self->field), FALSE);
      gtk_editable_set_enable_undo (GTK_EDITABLE (self->field), TRUE);
      return;
    }

  gtk_text_buffer_set_enable_undo (get_buffer (self), FALSE);
  gtk_text_buffer_set_enable_undo (get_buffer (self), TRUE);
}

static gboolean
has_focus (TdFieldBinder *self)
{
  return gtk_widget_get_state_flags (self->field) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static void
set_text (TdFieldBinder *self, const char *text)
{
  g_autofree char *now = get_text (self);

  if (g_str_equal (now, text))
    return;

  self->updating = TRUE;
  if (GTK_IS_EDITABLE (self->field))
    {
      GtkEditable *editable = GTK_EDITABLE (self->field);
      int cursor = gtk_editable_get_position (editable);
      int start, end;
      gboolean all = has_focus (self) &&
                     (*now == '\0' || (gtk_editable_get_selection_bounds (editable, &start, &end) &&
                                       start == 0 && end == (int) g_utf8_strlen (now, -1)));

      gtk_editable_set_text (editable, text);
      if (all)
        gtk_editable_select_region (editable, 0, -1);
      else
        gtk_editable_set_position (editable, cursor);
    }
  else
    {
      GtkTextIter iter;
      int offset;

      gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter,
                                        gtk_text_buffer_get_insert (get_buffer (self)));
      offset = gtk_text_iter_get_offset (&iter);
      gtk_text_buffer_set_text (get_buffer (self), text, -1);
      gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, offset);
      gtk_text_buffer_place_cursor (get_buffer (self), &iter);
    }
  clear_undo_steps (self);
  self->updating = FALSE;
}

/* The object side: text, integers and numbers as people write them */

static char *
get_value (TdFieldBinder *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  char *text = NULL;

  if (!self->object)
    return g_strdup ("");

  g_value_init (&value, self->pspec->value_type);
  g_object_get_property (self->object, self->pspec->name, &value);
  if (G_VALUE_HOLDS_STRING (&value))
    text = g_value_dup_string (&value);
  else if (G_VALUE_HOLDS_INT64 (&value) && g_value_get_int64 (&value) != 0)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (&value));
  else if (G_VALUE_HOLDS_INT (&value) && g_value_get_int (&value) != 0)
    text = g_strdup_printf ("%d", g_value_get_int (&value));
  else if (G_VALUE_HOLDS_DOUBLE (&value) && !isnan (g_value_get_double (&value)))
    text = g_strdelimit (g_strdup_printf ("%.10g", g_value_get_double (&value)), ".", ',');

  return text ? text : g_strdup ("");
}

static gboolean
parse_number (const char *text, double *number)
{
  g_autofree char *plain = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  char *end;

  *number = g_ascii_strtod (plain, &end);

  return end != plain && *end == '\0' && isfinite (*number);
}

static gboolean
value_from_text (TdFieldBinder *self, const char *text, GValue *value)
{
  double number = NAN;

  g_value_init (value, self->pspec->value_type);
  if (G_VALUE_HOLDS_STRING (value))
    {
      g_value_set_string (value, *text ? text : NULL);
      return TRUE;
    }
  if (*text && !parse_number (text, &number))
    return FALSE;

  if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, number);
  else if (*text && (number != floor (number) || fabs (number) > G_MAXINT))
    return FALSE;
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, *text ? (gint64) number : 0);
  else if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, *text ? (int) number : 0);
  else
    return FALSE;

  return TRUE;
}

static void
set_wrong (TdFieldBinder *self, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
td_field_binder_real_commit (TdFieldBinder *self, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (!value_from_text (self, text, &value))
    return FALSE;

  g_object_set_property (self->object, self->pspec->name, &value);

  return TRUE;
}

static void
show_value (TdFieldBinder *self)
{
  g_autofree char *text = get_value (self);

  set_text (self, text);
  g_free (self->base);
  self->base = get_text (self);
  set_wrong (self, FALSE);
}

static void
object_notify_cb (TdFieldBinder *self)
{
  g_autofree char *text = NULL;

  /* While the focus is here, words being typed are left alone: the object may hold a tidied form.
   */
  if (td_field_binder_is_dirty (self))
    return;

  text = get_value (self);
  if (!g_str_equal (text, self->base))
    show_value (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  TdFieldBinder *self = user_data;

  self->timeout = 0;
  td_field_binder_flush (self);

  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (TdFieldBinder *self)
{
  if (self->updating || !self->object)
    return;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!td_field_binder_is_dirty (self))
    return;

  if (has_focus (self))
    self->timeout = g_timeout_add (self->delay, timeout_cb, self);
  else
    td_field_binder_flush (self); /* set by a program or by dropping text */
}

static void
focus_leave_cb (TdFieldBinder *self)
{
  if (!self->object)
    return;

  if (td_field_binder_flush (self))
    show_value (self); /* what was typed as it is kept: trimmed, NFC */
}

/* The focus can also move inside a window that is not the active one. */
static void
state_flags_changed_cb (TdFieldBinder *self, GtkStateFlags before)
{
  if ((before & GTK_STATE_FLAG_FOCUS_WITHIN) && !has_focus (self))
    focus_leave_cb (self);
}

/**
 * td_field_binder_flush:
 * @self: a binder
 *
 * Commits what is typed. Call it before any other action starts.
 *
 * Returns: whether nothing uncommitted is left; %FALSE when the text cannot be a value of the
 * property
 */
gboolean
td_field_binder_flush (TdFieldBinder *self)
{
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), TRUE);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!self->object || !td_field_binder_is_dirty (self))
    return TRUE;

  text = get_text (self);
  /* The object may answer at once with a notify; by then the text has to count as committed. */
  before = g_steal_pointer (&self->base);
  self->base = g_strdup (text);
  g_object_ref (self);
  g_signal_emit (self, signals[COMMIT], 0, text, &done);
  if (!done)
    {
      g_free (self->base);
      self->base = g_steal_pointer (&before);
    }
  if (self->field)
    {
      set_wrong (self, !done);
      if (done)
        clear_undo_steps (self);
    }
  g_object_unref (self);

  return done;
}

/**
 * td_field_binder_is_dirty:
 * @self: a binder
 *
 * Returns: whether there is typed text that is not committed
 */
gboolean
td_field_binder_is_dirty (TdFieldBinder *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), FALSE);

  if (!self->object)
    return FALSE;
  text = get_text (self);

  return !g_str_equal (text, self->base);
}

static gboolean
step_in_field (TdFieldBinder *self, gboolean undo)
{
  gboolean stepped;

  if (!td_field_binder_is_dirty (self))
    return FALSE;

  if (GTK_IS_TEXT_VIEW (self->field))
    {
      stepped = undo ? gtk_text_buffer_get_can_undo (get_buffer (self))
                     : gtk_text_buffer_get_can_redo (get_buffer (self));
      if (stepped && undo)
        gtk_text_buffer_undo (get_buffer (self));
      else if (stepped)
        gtk_text_buffer_redo (get_buffer (self));
      return stepped;
    }

  stepped = gtk_widget_activate_action (
      GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->field))),
      undo ? "text.undo" : "text.redo", NULL);

  return stepped;
}

/**
 * td_field_binder_undo:
 * @self: a binder
 *
 * Ctrl+Z: takes back typing that is not committed yet.
 *
 * Returns: %FALSE when there is none: then the last action is meant
 */
gboolean
td_field_binder_undo (TdFieldBinder *self)
{
  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), FALSE);

  return step_in_field (self, TRUE);
}

/**
 * td_field_binder_redo:
 * @self: a binder
 *
 * Ctrl+Shift+Z inside uncommitted typing.
 *
 * Returns: %FALSE when there is nothing to do again here
 */
gboolean
td_field_binder_redo (TdFieldBinder *self)
{
  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), FALSE);

  return step_in_field (self, FALSE);
}

static void
unbind (TdFieldBinder *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->object)
    g_clear_signal_handler (&self->notify_handler, self->object);
  g_clear_object (&self->object);
  self->pspec = NULL;
}

/**
 * td_field_binder_bind:
 * @self: a binder
 * @object: (nullable): the live object; %NULL empties the field and makes it insensitive
 * @property: a text, integer or number property of it
 *
 * Commits what is typed for the object before, then shows and follows the property of @object.
 */
void
td_field_binder_bind (TdFieldBinder *self, GObject *object, const char *property)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (TD_IS_FIELD_BINDER (self));
  g_return_if_fail (object == NULL || property != NULL);

  td_field_binder_flush (self);
  if (self->object == object && object && g_str_equal (self->pspec->name, property))
    return;

  unbind (self);
  if (object)
    {
      self->pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
      g_return_if_fail (self->pspec != NULL);
      self->object = g_object_ref (object);
      signal = g_strconcat ("notify::", property, NULL);
      self->notify_handler =
          g_signal_connect_swapped (object, signal, G_CALLBACK (object_notify_cb), self);
    }
  gtk_widget_set_sensitive (self->field, object != NULL);
  show_value (self);
  clear_undo_steps (self);
}

/**
 * td_field_binder_get_object:
 * @self: a binder
 *
 * Returns: (nullable) (transfer none): the object whose property is shown
 */
GObject *
td_field_binder_get_object (TdFieldBinder *self)
{
  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), NULL);

  return self->object;
}

/**
 * td_field_binder_get_property_name:
 * @self: a binder
 *
 * Returns: (nullable): the property that is shown
 */
const char *
td_field_binder_get_property_name (TdFieldBinder *self)
{
  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), NULL);

  return self->pspec ? self->pspec->name : NULL;
}

/**
 * td_field_binder_get_field:
 * @self: a binder
 *
 * Returns: (nullable) (transfer none): the entry or text view; %NULL once that is gone
 */
GtkWidget *
td_field_binder_get_field (TdFieldBinder *self)
{
  g_return_val_if_fail (TD_IS_FIELD_BINDER (self), NULL);

  return self->field;
}

/**
 * td_field_binder_set_delay:
 * @self: a binder
 * @milliseconds: how long the keys have to rest
 *
 * Changes the delay of a commit; tests shorten it.
 */
void
td_field_binder_set_delay (TdFieldBinder *self, guint milliseconds)
{
  g_return_if_fail (TD_IS_FIELD_BINDER (self));

  self->delay = milliseconds;
}

static void
field_destroy_cb (TdFieldBinder *self)
{
  unbind (self);
  self->field = NULL;
}

/**
 * td_field_binder_attach:
 * @field: a #GtkEditable or a #GtkTextView
 *
 * Gives a field its binder, once.
 *
 * Returns: (transfer none): the binder, owned by @field
 */
TdFieldBinder *
td_field_binder_attach (GtkWidget *field)
{
  GtkEventController *focus;
  TdFieldBinder *self;

  g_return_val_if_fail (GTK_IS_EDITABLE (field) || GTK_IS_TEXT_VIEW (field), NULL);

  self = g_object_get_data (G_OBJECT (field), BINDER_KEY);
  if (self)
    return self;

  self = g_object_new (TD_TYPE_FIELD_BINDER, NULL);
  self->field = field;
  g_object_set_data_full (G_OBJECT (field), BINDER_KEY, self, g_object_unref);
  g_signal_connect_object (field, "destroy", G_CALLBACK (field_destroy_cb), self,
                           G_CONNECT_SWAPPED);
  if (GTK_IS_EDITABLE (field))
    g_signal_connect_object (field, "changed", G_CALLBACK (text_changed_cb), self,
                             G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (text_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "state-flags-changed", G_CALLBACK (state_flags_changed_cb), self,
                           G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);

  return self;
}

/**
 * td_field_binder_find:
 * @focus: (nullable): a widget, usually the one with the focus
 *
 * Returns: (nullable) (transfer none): the binder of @focus or of the field that it is a part of
 */
TdFieldBinder *
td_field_binder_find (GtkWidget *focus)
{
  for (; focus; focus = gtk_widget_get_parent (focus))
    {
      TdFieldBinder *self = g_object_get_data (G_OBJECT (focus), BINDER_KEY);

      if (self)
        return self;
    }

  return NULL;
}

/**
 * td_field_binder_flush_focus:
 * @root: a window
 *
 * Commits what is typed in the field with the focus: the only one that can hold uncommitted text.
 *
 * Returns: whether nothing uncommitted is left
 */
gboolean
td_field_binder_flush_focus (GtkRoot *root)
{
  TdFieldBinder *self;

  g_return_val_if_fail (GTK_IS_ROOT (root), TRUE);

  self = td_field_binder_find (gtk_root_get_focus (root));

  return !self || td_field_binder_flush (self);
}

static void
td_field_binder_finalize (GObject *object)
{
  TdFieldBinder *self = TD_FIELD_BINDER (object);

  unbind (self);
  g_free (self->base);

  G_OBJECT_CLASS (td_field_binder_parent_class)->finalize (object);
}

static void
td_field_binder_class_init (TdFieldBinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_field_binder_finalize;

  /**
   * TdFieldBinder::commit:
   * @text: what was typed
   *
   * Asks for the text to be written. Without a handler the property is set. A handler that writes
   * it itself stops the emission by returning %TRUE.
   *
   * Returns: whether the text was taken; %FALSE marks the field as wrong
   */
  signals[COMMIT] = g_signal_new_class_handler (
      "commit", TD_TYPE_FIELD_BINDER, G_SIGNAL_RUN_LAST, G_CALLBACK (td_field_binder_real_commit),
      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
}

static void
td_field_binder_init (TdFieldBinder *self)
{
  self->delay = TD_FIELD_BINDER_DELAY_MS;
  self->base = g_strdup ("");
}
