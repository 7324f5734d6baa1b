/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check-row.h"

#include <glib/gi18n-lib.h>

struct _TdCheckItem
{
  GObject parent_instance;

  GPtrArray *findings;
  guint index;
};

G_DEFINE_FINAL_TYPE (TdCheckItem, td_check_item, G_TYPE_OBJECT)

static void
td_check_item_finalize (GObject *object)
{
  g_ptr_array_unref (TD_CHECK_ITEM (object)->findings);

  G_OBJECT_CLASS (td_check_item_parent_class)->finalize (object);
}

static void
td_check_item_class_init (TdCheckItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_check_item_finalize;
}

static void
td_check_item_init (TdCheckItem *self)
{
}

/**
 * td_check_item_new:
 * @findings: (element-type TdFinding): findings
 * @index: which of them
 *
 * Returns: (transfer full): the item
 */
TdCheckItem *
td_check_item_new (GPtrArray *findings, guint index)
{
  TdCheckItem *self = g_object_new (TD_TYPE_CHECK_ITEM, NULL);

  self->findings = g_ptr_array_ref (findings);
  self->index = index;

  return self;
}

const TdFinding *
td_check_item_get (TdCheckItem *self)
{
  return g_ptr_array_index (self->findings, self->index);
}

struct _TdCheckRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *severity;
  GtkLabel *message;
  GtkLabel *words;
  GtkWidget *fix;
  GtkWidget *dismiss;
  GtkWidget *go;
  gboolean read_only;
};

enum
{
  SIGNAL_FIX,
  SIGNAL_GO,
  SIGNAL_DISMISS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdCheckRow, td_check_row, GTK_TYPE_BOX)

static const struct
{
  const char *label;
  const char *icon;
  const char *style;
} looks[] = {
  [TD_SEVERITY_HINT] = { N_ ("Hint"), "dialog-information-symbolic", "td-todo" },
  [TD_SEVERITY_WARNING] = { N_ ("Warning"), "dialog-warning-symbolic", "td-soon" },
  [TD_SEVERITY_ERROR] = { N_ ("Error"), "td-late-symbolic", "td-late" },
};

/**
 * td_check_severity_label:
 * @severity: how grave a finding is
 *
 * Returns: the word for it, translated
 */
const char *
td_check_severity_label (TdSeverity severity)
{
  return _ (looks[severity].label);
}

/**
 * td_check_place_label:
 * @place: place of a finding, "annex/II/3"
 *
 * Returns: (transfer full): the place for people: "Phụ lục, II.3"
 */
char *
td_check_place_label (const char *place)
{
  static const struct
  {
    const char *place;
    const char *label;
  } names[] = {
    { "header", N_ ("Header") },
    { "preamble", N_ ("Preamble") },
    { "closing", N_ ("Closing") },
    { "recipients", N_ ("Recipients") },
    { "signatory", N_ ("Signatory") },
    { "annex", N_ ("Annex") },
    { "footnotes", N_ ("Footnotes") },
    { "file", N_ ("Imported file") },
    { "body", N_ ("Content") },
    { "targets", N_ ("Targets") },
    { "legal_bases", N_ ("Legal bases") },
  };
  g_auto (GStrv) parts = g_strsplit (place, "/", 2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].place, place))
        return g_strdup (_ (names[i].label));
    }
  if (g_str_equal (parts[0], "annex") && parts[1] != NULL)
    return g_strdup_printf (_ ("Annex, %s"), parts[1]);
  if (g_str_equal (parts[0], "legal_bases") && parts[1] != NULL)
    return g_strdup_printf (_ ("Legal basis %s"), parts[1]);

  return g_strdup_printf (_ ("Section %s"), place);
}

static void
fix_clicked_cb (TdCheckRow *self)
{
  g_signal_emit (self, signals[SIGNAL_FIX], 0);
}

static void
dismiss_clicked_cb (TdCheckRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISS], 0);
}

static void
go_clicked_cb (TdCheckRow *self)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0);
}

static void
td_check_row_class_init (TdCheckRowClass *klass)
{
  signals[SIGNAL_DISMISS] = g_signal_new ("dismiss", TD_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO] = g_signal_new ("go", TD_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FIX] = g_signal_new ("fix", TD_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static void
td_check_row_init (TdCheckRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-row");
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->severity = make_label ("td-xs");
  self->message = make_label (NULL);
  self->words = make_label ("td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "td-s");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->severity));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->words));
  self->fix = gtk_button_new_with_label (_ ("Fix"));
  gtk_widget_set_valign (self->fix, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->fix, "clicked", G_CALLBACK (fix_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), self->fix);
  self->dismiss = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->dismiss, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dismiss, "flat");
  gtk_widget_set_tooltip_text (self->dismiss, _ ("It is right as it is: do not tell it again"));
  g_signal_connect_swapped (self->dismiss, "clicked", G_CALLBACK (dismiss_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->dismiss);
  self->go = gtk_button_new_from_icon_name ("go-jump-symbolic");
  gtk_widget_set_valign (self->go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->go, "flat");
  gtk_widget_set_tooltip_text (self->go, _ ("Go to the place (Enter)"));
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->go);
}

/**
 * td_check_row_new:
 * @read_only: nothing can be corrected
 *
 * Returns: the row
 */
GtkWidget *
td_check_row_new (gboolean read_only)
{
  TdCheckRow *self = g_object_new (TD_TYPE_CHECK_ROW, NULL);

  self->read_only = read_only;
  gtk_widget_set_visible (self->dismiss, !read_only);

  return GTK_WIDGET (self);
}

static void
set_fix (TdCheckRow *self, const TdFinding *finding)
{
  g_autofree char *tooltip = NULL;

  gtk_widget_set_visible (self->fix, finding->fix != NULL && !self->read_only);
  if (finding->fix == NULL)
    return;
  tooltip = *finding->fix != '\0' ? g_strdup_printf (_ ("Put “%s” there"), finding->fix)
                                  : g_strdup (_ ("Take it away"));
  gtk_widget_set_tooltip_text (self->fix, tooltip);
}

/**
 * td_check_row_set:
 * @self: a row
 * @finding: what it shows
 */
void
td_check_row_set (TdCheckRow *self, const TdFinding *finding)
{
  g_autofree char *place = td_check_place_label (finding->place);
  g_autofree char *head =
      g_strdup_printf ("%s · %s", td_check_severity_label (finding->severity), place);
  g_autofree char *words = g_strdup_printf ("“%s”", finding->text);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
      gtk_widget_remove_css_class (GTK_WIDGET (self->severity), looks[i].style);
    }
  gtk_image_set_from_icon_name (self->icon, looks[finding->severity].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[finding->severity].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->severity), looks[finding->severity].style);
  gtk_label_set_label (self->severity, head);
  gtk_label_set_label (self->message, finding->message);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *finding->text != '\0');
  set_fix (self, finding);
}
