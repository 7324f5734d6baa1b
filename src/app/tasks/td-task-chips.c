/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-chips.h"

#include <glib/gi18n-lib.h>

#include "td-status-pill.h"
#include "td-wrap-layout.h"

#define ALL TD_N_TASK_LOOKS

struct _TdTaskChips
{
  GtkWidget parent_instance;

  GtkWidget *chips[TD_N_TASK_LOOKS + 1]; /* the last one: all */
  GtkLabel *labels[TD_N_TASK_LOOKS + 1];
  guint looks;
};

G_DEFINE_FINAL_TYPE (TdTaskChips, td_task_chips, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_chosen (TdTaskChips *self)
{
  for (guint i = 0; i <= ALL; i++)
    {
      gboolean chosen = i == ALL ? self->looks == 0 : (self->looks & (1u << i)) != 0;

      if (chosen)
        gtk_widget_add_css_class (self->chips[i], "chosen");
      else
        gtk_widget_remove_css_class (self->chips[i], "chosen");
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (self->chips[i]), GTK_ACCESSIBLE_STATE_PRESSED,
          chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static gboolean
is_ctrl_held (GtkWidget *widget)
{
  GdkDisplay *display = gtk_widget_get_display (widget);
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (display));

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_CONTROL_MASK) != 0;
}

static void
clicked_cb (TdTaskChips *self, GtkButton *button)
{
  guint chip = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "td-look"));
  guint bit = chip == ALL ? 0 : 1u << chip;

  if (bit == 0)
    self->looks = 0;
  else if (is_ctrl_held (GTK_WIDGET (self)))
    self->looks ^= bit;
  else
    self->looks = self->looks == bit ? 0 : bit;
  show_chosen (self);
  g_signal_emit (self, signals[CHOSEN], 0, self->looks);
}

static gboolean
key_cb (TdTaskChips *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType state G_GNUC_UNUSED)
{
  if (key == GDK_KEY_Right)
    return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_Left)
    return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);

  return GDK_EVENT_PROPAGATE;
}

static void
td_task_chips_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (td_task_chips_parent_class)->dispose (object);
}

static void
td_task_chips_class_init (TdTaskChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_chips_dispose;
  gtk_widget_class_set_css_name (widget_class, "taskchips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", TD_TYPE_TASK_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
add_chip (TdTaskChips *self, guint chip)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (chip != ALL)
    {
      const char *nick = td_task_look_nick ((TdTaskLook) chip);
      GtkWidget *icon = gtk_image_new_from_icon_name (td_status_icon_name (nick));

      gtk_widget_add_css_class (icon, td_status_css_class (nick));
      gtk_box_append (GTK_BOX (box), icon);
    }
  self->labels[chip] = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->labels[chip]));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  g_object_set_data (G_OBJECT (button), "td-look", GUINT_TO_POINTER (chip));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  self->chips[chip] = button;
}

static void
td_task_chips_init (TdTaskChips *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), td_wrap_layout_new (7));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tasks shown"), -1);
  add_chip (self, ALL);
  for (guint i = 0; i < TD_N_TASK_LOOKS; i++)
    add_chip (self, i);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * td_task_chips_update:
 * @self: the chips
 * @model: whose tasks are counted
 * @looks: which are chosen
 *
 * Shows the counts. What occurs nowhere has no chip, unless it is chosen.
 */
void
td_task_chips_update (TdTaskChips *self, TdTaskModel *model, guint looks)
{
  guint total = 0;

  g_return_if_fail (TD_IS_TASK_CHIPS (self));

  self->looks = looks;
  for (guint i = 0; i < TD_N_TASK_LOOKS; i++)
    {
      guint n = td_task_model_count_look (model, (TdTaskLook) i);
      g_autofree char *text = g_strdup_printf ("%s %u", td_task_look_label ((TdTaskLook) i), n);

      total += n;
      gtk_label_set_label (self->labels[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      gtk_widget_set_visible (self->chips[i], n > 0 || (looks & (1u << i)));
    }
  {
    g_autofree char *text = g_strdup_printf (_ ("All %u"), total);

    gtk_label_set_label (self->labels[ALL], text);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips[ALL]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  }
  show_chosen (self);
}

GtkWidget *
td_task_chips_new (void)
{
  return g_object_new (TD_TYPE_TASK_CHIPS, NULL);
}
