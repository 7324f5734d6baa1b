/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-save-label.h"

#include <glib/gi18n-lib.h>

/* What the user may trust: an icon and a word that say whether everything typed is in the file.
 *
 * CSS: `savelabel` > `image`, `label`; class `error` after a failed write. In a narrow window only
 * the icon stays; the words are then the tooltip (and always the accessible label). */
struct _TdSaveLabel
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (TdSaveLabel, td_save_label, GTK_TYPE_WIDGET)

static void
show (TdSaveLabel *self, const char *icon_name, const char *text, const char *detail)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_widget_set_visible (self->icon, icon_name != NULL);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), detail ? detail : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *text ? text : _ ("Save state"), -1);
}

static void
set_error (TdSaveLabel *self, gboolean error)
{
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

/**
 * td_save_label_set_idle:
 * @self: a save state
 *
 * Shows nothing: no file is open, or nothing was written yet.
 */
void
td_save_label_set_idle (TdSaveLabel *self)
{
  g_return_if_fail (TD_IS_SAVE_LABEL (self));

  set_error (self, FALSE);
  show (self, NULL, "", NULL);
}

/**
 * td_save_label_set_saving:
 * @self: a save state
 *
 * Says that a change is on its way to the file.
 */
void
td_save_label_set_saving (TdSaveLabel *self)
{
  g_return_if_fail (TD_IS_SAVE_LABEL (self));

  set_error (self, FALSE);
  show (self, "content-loading-symbolic", _ ("Saving…"), NULL);
}

/**
 * td_save_label_set_saved:
 * @self: a save state
 * @at: when the last change became durable, local time
 *
 * Says that everything is in the file.
 */
void
td_save_label_set_saved (TdSaveLabel *self, GDateTime *at)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TD_IS_SAVE_LABEL (self));
  g_return_if_fail (at != NULL);

  time = g_date_time_format (at, "%H:%M");
  /* Translators: %s is a time of the day, 10:32 */
  text = g_strdup_printf (_ ("Saved %s"), time);
  set_error (self, FALSE);
  show (self, "object-select-symbolic", text, NULL);
}

/**
 * td_save_label_set_failed:
 * @self: a save state
 * @reason: what went wrong, in the user's words
 *
 * Says that a change is not in the file. Stays until the next state.
 */
void
td_save_label_set_failed (TdSaveLabel *self, const char *reason)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TD_IS_SAVE_LABEL (self));

  text = g_strdup_printf (_ ("Not saved: %s"), reason);
  set_error (self, TRUE);
  show (self, "dialog-warning-symbolic", text, NULL);
}

/**
 * td_save_label_set_read_only:
 * @self: a save state
 * @reason: (nullable): why, in the user's words
 *
 * Says that the file cannot be changed from here.
 */
void
td_save_label_set_read_only (TdSaveLabel *self, const char *reason)
{
  g_return_if_fail (TD_IS_SAVE_LABEL (self));

  set_error (self, FALSE);
  show (self, "changes-prevent-symbolic", _ ("Read only"), reason);
}

/**
 * td_save_label_get_text:
 * @self: a save state
 *
 * Returns: the words that are shown, "" when there are none
 */
const char *
td_save_label_get_text (TdSaveLabel *self)
{
  g_return_val_if_fail (TD_IS_SAVE_LABEL (self), "");

  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * td_save_label_set_compact:
 * @self: a save state
 * @compact: whether to keep only the icon
 *
 * Makes room in a narrow header. A failure keeps its words.
 */
void
td_save_label_set_compact (TdSaveLabel *self, gboolean compact)
{
  g_return_if_fail (TD_IS_SAVE_LABEL (self));

  self->compact = compact;
  gtk_widget_set_visible (self->label, !compact);
}

/**
 * td_save_label_new:
 *
 * Returns: a state that shows nothing yet
 */
GtkWidget *
td_save_label_new (void)
{
  return g_object_new (TD_TYPE_SAVE_LABEL, NULL);
}

static void
td_save_label_dispose (GObject *object)
{
  TdSaveLabel *self = TD_SAVE_LABEL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (td_save_label_parent_class)->dispose (object);
}

static void
td_save_label_class_init (TdSaveLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_save_label_dispose;
  gtk_widget_class_set_css_name (widget_class, "savelabel");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
td_save_label_init (TdSaveLabel *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-save-label");
  self->icon = gtk_image_new ();
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  td_save_label_set_idle (self);
}
