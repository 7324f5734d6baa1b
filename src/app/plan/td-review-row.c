/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-row.h"

#include <glib/gi18n-lib.h>

#define INDENT 14

struct _TdReviewRow
{
  GtkWidget parent_instance;

  TdReviewItem *item;
  gulong changed_handler;
  GtkWidget *caption; /* of a header field */
  GtkWidget *mark;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *doubt;
  GtkWidget *doubt_icon;
  GtkWidget *doubt_word;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (TdReviewRow, td_review_row, GTK_TYPE_WIDGET)

static void
td_review_row_dispose (GObject *object)
{
  TdReviewRow *self = TD_REVIEW_ROW (object);

  td_review_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_review_row_parent_class)->dispose (object);
}

static void
td_review_row_class_init (TdReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_review_row_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "reviewrow");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_label (GtkWidget *box, const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (lines > 0)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), lines);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
td_review_row_init (TdReviewRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->caption = add_label (self->box, "td-dim", 0);
  gtk_widget_set_size_request (self->caption, 120, -1);
  self->mark = add_label (self->box, "td-number", 0);
  gtk_widget_set_size_request (self->mark, 26, -1);
  gtk_box_append (GTK_BOX (self->box), texts);
  gtk_widget_set_hexpand (texts, TRUE);
  self->title = add_label (texts, NULL, 3);
  self->detail = add_label (texts, "td-dim", 4);
  gtk_widget_add_css_class (self->detail, "td-s");

  self->doubt = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_valign (self->doubt, GTK_ALIGN_START);
  self->doubt_icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (self->doubt), self->doubt_icon);
  self->doubt_word = add_label (self->doubt, "td-s", 0);
  gtk_box_append (GTK_BOX (self->box), self->doubt);
}

/**
 * td_review_row_new:
 *
 * Returns: a row that shows nothing yet
 */
GtkWidget *
td_review_row_new (void)
{
  return g_object_new (TD_TYPE_REVIEW_ROW, NULL);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
set_style (GtkWidget *widget, const char *style, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
show_state (TdReviewRow *self, TdReviewState state)
{
  gtk_widget_set_visible (self->doubt, state != TD_REVIEW_SURE);
  set_style (self->doubt, "td-soon", state == TD_REVIEW_DOUBTED);
  set_style (self->doubt, "td-done", state == TD_REVIEW_SEEN);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->doubt_icon), state == TD_REVIEW_DOUBTED
                                                                  ? "dialog-warning-symbolic"
                                                                  : "td-done-symbolic");
  gtk_label_set_label (GTK_LABEL (self->doubt_word),
                       state == TD_REVIEW_DOUBTED ? _ ("Doubt") : _ ("Seen"));
}

static const char *
field_caption (TdReviewItem *item)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_PLAN);
  const char *const *fields = td_review_item_get_fields (item);
  const TdFieldSpec *field;

  if (td_review_item_is_heading (item) || td_review_item_get_kind (item) != TD_KIND_PLAN)
    return NULL;
  field = td_kind_find_field (spec, fields[0]);

  return field != NULL ? _ (field->label) : NULL;
}

static void
update (TdReviewRow *self)
{
  TdKind kind = td_review_item_get_kind (self->item);
  gboolean heading = td_review_item_is_heading (self->item);
  g_autofree char *mark = td_review_item_dup_mark (self->item);
  g_autofree char *title = td_review_item_dup_title (self->item);
  g_autofree char *detail = td_review_item_dup_detail (self->item);
  const char *caption = field_caption (self->item);
  g_autofree char *name = NULL;

  if (title == NULL && !heading)
    title = g_strdup (_ ("not found"));
  set_text (self->caption, caption);
  set_text (self->mark, mark);
  set_text (self->title, title);
  set_text (self->detail, detail);
  set_style (self->title, "td-mid", heading);
  set_style (self->title, "heading",
             !heading && (kind == TD_KIND_SECTION || kind == TD_KIND_PLAN_GROUP));
  set_style (GTK_WIDGET (self), "td-group-row", !heading && kind == TD_KIND_PLAN_GROUP);
  gtk_widget_set_margin_start (self->box, (int) td_review_item_get_level (self->item) * INDENT);
  show_state (self, td_review_item_get_state (self->item));

  name = g_strdup_printf ("%s%s%s %s", caption != NULL ? caption : "", caption != NULL ? ": " : "",
                          mark != NULL ? mark : "", title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The list's own line widget is what takes the focus. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * td_review_row_set_item:
 * @self: a row
 * @item: (nullable): what to show and to follow
 */
void
td_review_row_set_item (TdReviewRow *self, TdReviewItem *item)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_handler = g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  update (self);
}
