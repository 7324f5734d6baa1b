/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chip-box.h"

#include "td-suggest-entry.h"
#include "td-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* A few short words in a row, each with a cross, and "Add" behind them.
 *
 * The box shows what it was told last and changes nothing itself: TdChipBox::add (text) and
 * TdChipBox::remove (index) ask the owner, who then calls td_chip_box_set_chips(). Left and Right
 * walk the chips, Delete removes one, typing a letter on a chip or on "Add" opens the entry. CSS:
 * `chipbox` > `box.td-chip`. */
struct _TdChipBox
{
  GtkWidget parent_instance;

  GtkWidget *add_button;
  GtkWidget *entry; /* takes the place of add_button while something is added */
  char *label;
  gboolean strong;
  guint n_chips;
};

G_DEFINE_FINAL_TYPE (TdChipBox, td_chip_box, GTK_TYPE_WIDGET)

enum
{
  ADD,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
chip_index (TdChipBox *self, GtkWidget *chip)
{
  guint index = 0;

  while ((chip = gtk_widget_get_prev_sibling (chip)))
    index++;

  return index;
}

static GtkWidget *
nth_chip (TdChipBox *self, guint index)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; chip && index > 0; index--)
    chip = gtk_widget_get_next_sibling (chip);

  return chip && chip != self->add_button && chip != self->entry ? chip : NULL;
}

/* After a removal the focus goes to the chip that took the place, else to "Add". */
static void
remove_chip (TdChipBox *self, GtkWidget *chip)
{
  guint index = chip_index (self, chip);
  GtkWidget *next;

  g_signal_emit (self, signals[REMOVE], 0, index);
  next = nth_chip (self, MIN (index, MAX (self->n_chips, 1) - 1));
  gtk_widget_grab_focus (next ? next : self->add_button);
}

static void
remove_clicked_cb (GtkButton *button, TdChipBox *self)
{
  remove_chip (self, gtk_widget_get_parent (GTK_WIDGET (button)));
}

static gboolean
chip_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             TdChipBox *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gunichar letter = gdk_keyval_to_unicode (key);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  if (chip != self->add_button && (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace))
    {
      remove_chip (self, chip);
      return GDK_EVENT_STOP;
    }
  if (letter != 0 && g_unichar_isalnum (letter))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (letter, text);
      td_chip_box_begin_add (self);
      gtk_editable_set_text (
          GTK_EDITABLE (td_suggest_entry_get_entry (TD_SUGGEST_ENTRY (self->entry))), text);
      gtk_editable_set_position (
          GTK_EDITABLE (td_suggest_entry_get_entry (TD_SUGGEST_ENTRY (self->entry))), -1);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
add_key_controller (TdChipBox *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (chip_key_cb), self);
  gtk_widget_add_controller (widget, keys);
}

static GtkWidget *
chip_new (TdChipBox *self, const char *text)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  gtk_widget_add_css_class (chip, "td-chip");
  if (self->strong)
    gtk_widget_add_css_class (chip, "strong");
  gtk_widget_set_focusable (chip, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  add_key_controller (self, chip);

  return chip;
}

static void
end_add (TdChipBox *self)
{
  gboolean had_focus = gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN;

  td_suggest_entry_set_text (TD_SUGGEST_ENTRY (self->entry), "");
  gtk_widget_set_visible (self->add_button, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (self->add_button);
  gtk_widget_set_visible (self->entry, FALSE);
}

static void
entry_chosen_cb (TdChipBox *self, const char *text)
{
  g_autofree char *chosen = g_strstrip (g_strdup (text));

  /* The entry stays for the next word. */
  td_suggest_entry_set_text (TD_SUGGEST_ENTRY (self->entry), "");
  if (*chosen)
    g_signal_emit (self, signals[ADD], 0, chosen);
}

static void
entry_leave_cb (TdChipBox *self)
{
  end_add (self);
}

/**
 * td_chip_box_set_chips:
 * @self: a chip box
 * @texts: (array zero-terminated=1) (nullable): the words
 *
 * Shows words; chips that stay the same keep the focus.
 */
void
td_chip_box_set_chips (TdChipBox *self, const char *const *texts)
{
  guint n = texts ? g_strv_length ((char **) texts) : 0;
  GtkWidget *before = NULL;

  g_return_if_fail (TD_IS_CHIP_BOX (self));

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *chip = nth_chip (self, i);
      GtkWidget *label = chip ? gtk_widget_get_first_child (chip) : NULL;

      if (!label || !g_str_equal (gtk_label_get_label (GTK_LABEL (label)), texts[i]))
        {
          if (chip)
            gtk_widget_unparent (chip);
          chip = chip_new (self, texts[i]);
          gtk_widget_insert_after (chip, GTK_WIDGET (self), before);
        }
      before = chip;
    }
  while (nth_chip (self, n))
    gtk_widget_unparent (nth_chip (self, n));
  self->n_chips = n;
}

/**
 * td_chip_box_set_strong:
 * @self: a chip box
 * @strong: whether the chips are in the accent colour
 *
 * Sets the look of chips that are shown from now on.
 */
void
td_chip_box_set_strong (TdChipBox *self, gboolean strong)
{
  g_return_if_fail (TD_IS_CHIP_BOX (self));

  self->strong = strong;
}

/**
 * td_chip_box_set_label:
 * @self: a chip box
 * @label: what the words are: "Lead units"
 *
 * Names the box, its button and its entry for screen readers.
 */
void
td_chip_box_set_label (TdChipBox *self, const char *label)
{
  g_autofree char *add = NULL;

  g_return_if_fail (TD_IS_CHIP_BOX (self));

  /* Translators: %s is what is added to: "Lead units" */
  add = g_strdup_printf (_ ("Add: %s"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add, -1);
  td_suggest_entry_set_label (TD_SUGGEST_ENTRY (self->entry), add);
}

/**
 * td_chip_box_set_suggestions:
 * @self: a chip box
 * @strings: (nullable): a list of #GtkStringObject
 *
 * Sets what is offered while one types.
 */
void
td_chip_box_set_suggestions (TdChipBox *self, GListModel *strings)
{
  g_return_if_fail (TD_IS_CHIP_BOX (self));

  td_suggest_entry_set_model (TD_SUGGEST_ENTRY (self->entry), strings);
}

/**
 * td_chip_box_get_n_chips:
 * @self: a chip box
 *
 * Returns: how many chips are shown
 */
guint
td_chip_box_get_n_chips (TdChipBox *self)
{
  g_return_val_if_fail (TD_IS_CHIP_BOX (self), 0);

  return self->n_chips;
}

/**
 * td_chip_box_begin_add:
 * @self: a chip box
 *
 * Opens the entry for a new word.
 */
void
td_chip_box_begin_add (TdChipBox *self)
{
  g_return_if_fail (TD_IS_CHIP_BOX (self));

  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_widget_set_visible (self->add_button, FALSE);
}

static gboolean
td_chip_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TdChipBox *self = TD_CHIP_BOX (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  /* One stop in the tab order: Tab leaves the row, the arrows walk in it. */
  if (child && child != self->entry &&
      (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  return GTK_WIDGET_CLASS (td_chip_box_parent_class)->focus (widget, direction);
}

static void
td_chip_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (td_chip_box_parent_class)->dispose (object);
}

static void
td_chip_box_class_init (TdChipBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_chip_box_dispose;
  widget_class->focus = td_chip_box_focus;
  gtk_widget_class_set_css_name (widget_class, "chipbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TdChipBox::add:
   * @text: an offered string or other words
   *
   * The user wants one more.
   */
  signals[ADD] = g_signal_new ("add", TD_TYPE_CHIP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * TdChipBox::remove:
   * @index: which chip, from 0
   *
   * The user wants one less.
   */
  signals[REMOVE] = g_signal_new ("remove", TD_TYPE_CHIP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
add_button_new (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Add")));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "td-chip-add");

  return button;
}

static void
td_chip_box_init (TdChipBox *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), td_wrap_layout_new (6));
  self->add_button = add_button_new ();
  gtk_widget_set_parent (self->add_button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (td_chip_box_begin_add), self);
  add_key_controller (self, self->add_button);

  self->entry = td_suggest_entry_new ();
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_size_request (self->entry, 190, -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (entry_chosen_cb), self);
  g_signal_connect_swapped (self->entry, "cancelled", G_CALLBACK (end_add), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  td_chip_box_set_label (self, _ ("Words"));
}

/**
 * td_chip_box_new:
 *
 * Returns: a box without chips
 */
GtkWidget *
td_chip_box_new (void)
{
  return g_object_new (TD_TYPE_CHIP_BOX, NULL);
}
