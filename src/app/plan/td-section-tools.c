/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-section-tools.h"

#include <glib/gi18n-lib.h>

struct _TdSectionTools
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *block_style;
  GtkDropDown *number_style;
  gboolean showing; /* the choice is being shown: that is no choosing */
};

enum
{
  SIGNAL_FORMAT,
  SIGNAL_BLOCK_STYLE,
  SIGNAL_NUMBER_STYLE,
  SIGNAL_DELETE_BLOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Kinds of body text, in the order of the list; marker NULL is running text. */
static const struct
{
  const char *kind;
  const char *marker;
  const char *label;
} block_styles[] = {
  { TD_BODY_PARAGRAPH, NULL, N_ ("Paragraph") }, { TD_BODY_BULLET, "dash", N_ ("Dash –") },
  { TD_BODY_BULLET, "plus", N_ ("Plus +") },     { TD_BODY_BULLET, "dot", N_ ("Dot •") },
  { TD_BODY_BULLET, "letter", N_ ("a) b) c)") }, { TD_BODY_BULLET, "number", N_ ("1. 2. 3.") },
  { TD_BODY_BULLET, "paren", N_ ("(1) (2)") },
};

static const struct
{
  const char *style;
  const char *label;
} number_styles[] = {
  { "roman", N_ ("I. II. III.") }, { "arabic", N_ ("1. 2. 3.") }, { "decimal", N_ ("1.1. 1.2.") },
  { "letter", N_ ("a) b) c)") },   { "part", N_ ("Part I") },     { "none", N_ ("No number") },
};

G_DEFINE_FINAL_TYPE (TdSectionTools, td_section_tools, GTK_TYPE_WIDGET)

static void
block_style_cb (TdSectionTools *self)
{
  guint chosen = gtk_drop_down_get_selected (self->block_style);

  if (!self->showing && chosen < G_N_ELEMENTS (block_styles))
    g_signal_emit (self, signals[SIGNAL_BLOCK_STYLE], 0, block_styles[chosen].kind,
                   block_styles[chosen].marker);
}

static void
number_style_cb (TdSectionTools *self)
{
  guint chosen = gtk_drop_down_get_selected (self->number_style);

  if (!self->showing && chosen < G_N_ELEMENTS (number_styles))
    g_signal_emit (self, signals[SIGNAL_NUMBER_STYLE], 0, number_styles[chosen].style);
}

static void
format_cb (GtkWidget *button, gpointer user_data)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, TD_TYPE_SECTION_TOOLS);

  g_signal_emit (self, signals[SIGNAL_FORMAT], 0, GPOINTER_TO_INT (user_data));
}

static void
delete_cb (TdSectionTools *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE_BLOCK], 0);
}

static GtkWidget *
add_button (TdSectionTools *self, const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  /* The focus stays in the text: the button acts on it. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), button);

  return button;
}

static GtkDropDown *
add_choice (TdSectionTools *self, GtkStringList *labels, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);

  gtk_widget_set_tooltip_text (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->box), choice);

  return GTK_DROP_DOWN (choice);
}

static void
td_section_tools_dispose (GObject *object)
{
  TdSectionTools *self = TD_SECTION_TOOLS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_section_tools_parent_class)->dispose (object);
}

static void
td_section_tools_class_init (TdSectionToolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_section_tools_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_FORMAT] = g_signal_new ("format", TD_TYPE_SECTION_TOOLS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_BLOCK_STYLE] =
      g_signal_new ("block-style", TD_TYPE_SECTION_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_NUMBER_STYLE] =
      g_signal_new ("number-style", TD_TYPE_SECTION_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DELETE_BLOCK] =
      g_signal_new ("delete-block", TD_TYPE_SECTION_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
td_section_tools_init (TdSectionTools *self)
{
  GtkStringList *blocks = gtk_string_list_new (NULL);
  GtkStringList *numbers = gtk_string_list_new (NULL);
  GtkWidget *button;
  GtkWidget *space = gtk_label_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (block_styles); i++)
    gtk_string_list_append (blocks, _ (block_styles[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (number_styles); i++)
    gtk_string_list_append (numbers, _ (number_styles[i].label));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->box, "td-pane-tools");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->block_style = add_choice (self, blocks, _ ("Kind of paragraph"));
  button = add_button (self, "format-text-bold-symbolic", _ ("Bold (Ctrl+B)"));
  g_signal_connect (button, "clicked", G_CALLBACK (format_cb), GINT_TO_POINTER ('b'));
  button = add_button (self, "format-text-italic-symbolic", _ ("Italic (Ctrl+I)"));
  g_signal_connect (button, "clicked", G_CALLBACK (format_cb), GINT_TO_POINTER ('i'));
  button = add_button (self, "user-trash-symbolic", _ ("Delete the Paragraph"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (delete_cb), self);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (self->box), space);
  self->number_style = add_choice (self, numbers, _ ("Numbering of the section"));
  g_signal_connect_swapped (self->block_style, "notify::selected", G_CALLBACK (block_style_cb),
                            self);
  g_signal_connect_swapped (self->number_style, "notify::selected", G_CALLBACK (number_style_cb),
                            self);
}

GtkWidget *
td_section_tools_new (void)
{
  return g_object_new (TD_TYPE_SECTION_TOOLS, NULL);
}

/**
 * td_section_tools_show_section:
 * @self: the tools
 * @section: the section edited now
 */
void
td_section_tools_show_section (TdSectionTools *self, const TdSectionRow *section)
{
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (number_styles); i++)
    {
      if (g_strcmp0 (number_styles[i].style,
                     section->number_style != NULL ? section->number_style : "none") == 0)
        gtk_drop_down_set_selected (self->number_style, i);
    }
  self->showing = FALSE;
}

/**
 * td_section_tools_show_block:
 * @self: the tools
 * @block: the text that has the focus
 */
void
td_section_tools_show_block (TdSectionTools *self, const TdBlockRow *block)
{
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (block_styles); i++)
    {
      if (g_strcmp0 (block_styles[i].marker, block->marker_style) == 0)
        gtk_drop_down_set_selected (self->block_style, i);
    }
  self->showing = FALSE;
}
