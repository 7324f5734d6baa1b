/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-suggest-entry.h"

#include "td-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An entry that offers strings while one types: those that contain the typed letters, tone marks
 * and case aside ("phong tc" finds "Phòng Tổ chức cán bộ"). Down and Up choose, Enter takes the
 * chosen string or, without one, what is typed (TdSuggestEntry::chosen); Escape closes the list,
 * then TdSuggestEntry::cancelled.
 *
 * The list never takes the focus, so that an input method keeps working. CSS: `suggestentry`. */

#define MAX_SHOWN 8

struct _TdSuggestEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkSliceListModel *slice;
  GtkSingleSelection *selection;
  char *folded; /* what is typed, folded */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdSuggestEntry, td_suggest_entry, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
match (gpointer item, gpointer user_data)
{
  TdSuggestEntry *self = user_data;
  g_autofree char *folded = NULL;

  if (!self->folded || !*self->folded)
    return TRUE;

  folded = td_text_fold (gtk_string_object_get_string (item));

  return strstr (folded, self->folded) != NULL;
}

static void
close_list (TdSuggestEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
open_list (TdSuggestEntry *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->slice)) == 0)
    {
      close_list (self);
      return;
    }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
choose (TdSuggestEntry *self, const char *text)
{
  g_autofree char *chosen = g_strdup (text);

  close_list (self);
  g_signal_emit (self, signals[CHOSEN], 0, chosen);
}

static void
changed_cb (TdSuggestEntry *self)
{
  if (self->updating)
    return;

  g_free (self->folded);
  self->folded = td_text_fold (td_suggest_entry_get_text (self));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_list (self);
}

static void
activate_cb (TdSuggestEntry *self)
{
  GtkStringObject *item = gtk_single_selection_get_selected_item (self->selection);

  if (item && gtk_widget_get_visible (self->popover))
    choose (self, gtk_string_object_get_string (item));
  else if (!td_text_is_blank (td_suggest_entry_get_text (self)))
    choose (self, td_suggest_entry_get_text (self));
}

static void
row_activate_cb (TdSuggestEntry *self, guint position)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->slice), position);

  if (item)
    choose (self, gtk_string_object_get_string (item));
}

static void
move_selection (TdSuggestEntry *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (!gtk_widget_get_visible (self->popover))
    {
      open_list (self);
      at = GTK_INVALID_LIST_POSITION;
    }
  if (n == 0)
    return;

  if (at == GTK_INVALID_LIST_POSITION)
    at = step > 0 ? 0 : n - 1;
  else
    at = (at + n + (guint) step) % n;
  gtk_single_selection_set_selected (self->selection, at);
}

static gboolean
key_pressed_cb (TdSuggestEntry *self, guint key, guint code, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (gtk_widget_get_visible (self->popover))
        close_list (self);
      else
        g_signal_emit (self, signals[CANCELLED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_leave_cb (TdSuggestEntry *self)
{
  close_list (self);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/**
 * td_suggest_entry_set_model:
 * @self: an entry
 * @strings: (nullable): a list of #GtkStringObject, in the order they are offered
 *
 * Sets what is offered. Further words may always be typed.
 */
void
td_suggest_entry_set_model (TdSuggestEntry *self, GListModel *strings)
{
  g_return_if_fail (TD_IS_SUGGEST_ENTRY (self));

  gtk_filter_list_model_set_model (self->filtered, strings);
}

/**
 * td_suggest_entry_set_label:
 * @self: an entry
 * @label: what the entry is for, for screen readers
 *
 * Names the entry.
 */
void
td_suggest_entry_set_label (TdSuggestEntry *self, const char *label)
{
  g_return_if_fail (TD_IS_SUGGEST_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/**
 * td_suggest_entry_set_placeholder:
 * @self: an entry
 * @text: (nullable): what is shown while the entry is empty
 *
 * Sets the hint.
 */
void
td_suggest_entry_set_placeholder (TdSuggestEntry *self, const char *text)
{
  g_return_if_fail (TD_IS_SUGGEST_ENTRY (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
}

/**
 * td_suggest_entry_get_entry:
 * @self: an entry
 *
 * Returns: (transfer none): the #GtkEntry inside
 */
GtkWidget *
td_suggest_entry_get_entry (TdSuggestEntry *self)
{
  g_return_val_if_fail (TD_IS_SUGGEST_ENTRY (self), NULL);

  return self->entry;
}

/**
 * td_suggest_entry_get_text:
 * @self: an entry
 *
 * Returns: what is typed
 */
const char *
td_suggest_entry_get_text (TdSuggestEntry *self)
{
  g_return_val_if_fail (TD_IS_SUGGEST_ENTRY (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * td_suggest_entry_set_text:
 * @self: an entry
 * @text: what to show
 *
 * Sets the text without opening the list.
 */
void
td_suggest_entry_set_text (TdSuggestEntry *self, const char *text)
{
  g_return_if_fail (TD_IS_SUGGEST_ENTRY (self));

  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->updating = FALSE;
  g_clear_pointer (&self->folded, g_free);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
td_suggest_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TD_SUGGEST_ENTRY (widget)->entry);
}

static void
td_suggest_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdSuggestEntry *self = TD_SUGGEST_ENTRY (widget);

  gtk_widget_allocate (self->entry, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
td_suggest_entry_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (TD_SUGGEST_ENTRY (widget)->entry, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
td_suggest_entry_dispose (GObject *object)
{
  TdSuggestEntry *self = TD_SUGGEST_ENTRY (object);

  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (td_suggest_entry_parent_class)->dispose (object);
}

static void
td_suggest_entry_finalize (GObject *object)
{
  g_free (TD_SUGGEST_ENTRY (object)->folded);

  G_OBJECT_CLASS (td_suggest_entry_parent_class)->finalize (object);
}

static void
td_suggest_entry_class_init (TdSuggestEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_suggest_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_suggest_entry_finalize;
  widget_class->measure = td_suggest_entry_measure;
  widget_class->size_allocate = td_suggest_entry_size_allocate;
  widget_class->grab_focus = td_suggest_entry_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "suggestentry");

  /**
   * TdSuggestEntry::chosen:
   * @text: an offered string or what was typed
   *
   * The user decided. The text stays in the entry until it is set anew.
   */
  signals[CHOSEN] = g_signal_new ("chosen", TD_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * TdSuggestEntry::cancelled:
   *
   * Escape was pressed with the list closed.
   */
  signals[CANCELLED] = g_signal_new ("cancelled", TD_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_models (TdSuggestEntry *self)
{
  self->filter = gtk_custom_filter_new (match, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->slice =
      gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), 0, MAX_SHOWN);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->slice)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
}

static void
make_list (TdSuggestEntry *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (row_activate_cb), self);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->list);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
td_suggest_entry_init (TdSuggestEntry *self)
{
  GtkEventController *controller;

  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_models (self);
  make_list (self);

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, controller);
  controller = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, controller);
}

/**
 * td_suggest_entry_new:
 *
 * Returns: an entry that offers nothing yet
 */
GtkWidget *
td_suggest_entry_new (void)
{
  return g_object_new (TD_TYPE_SUGGEST_ENTRY, NULL);
}
