/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-comments-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-change-row.h"
#include "td-date.h"
#include "td-plan-baseline.h"
#include "td-text.h"

#define QUOTED 60

struct _TdCommentsWindow
{
  AdwWindow parent_instance;

  GWeakRef view;
  TdPlanContext *context;
  GPtrArray *comments; /* (element-type TdCommentRow) */
  GtkToggleButton *all;
  GtkLabel *count;
  GtkListBox *list;
  GtkLabel *about;
  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (TdCommentsWindow, td_comments_window, ADW_TYPE_WINDOW)

static const TdCommentRow *
comment_of (TdCommentsWindow *self, GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return g_ptr_array_index (self->comments,
                            (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

/* The record a comment is made about: what is selected, where it holds words of the plan. */
static gpointer
selected_row (TdCommentsWindow *self, TdKind *kind)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  TdSource source = td_plan_context_get_selected (self->context);

  *kind = TD_KIND_PLAN;
  if (data == NULL || (source.kind != TD_KIND_BLOCK && source.kind != TD_KIND_SECTION &&
                       source.kind != TD_KIND_TASK))
    return NULL;
  *kind = (TdKind) source.kind;

  return td_plan_data_get (data, *kind, source.id);
}

static char *
words_of (TdKind kind, gconstpointer row)
{
  const char *text = NULL;
  g_autofree char *clean = NULL;

  if (kind == TD_KIND_BLOCK)
    text = ((const TdBlockRow *) row)->text;
  else if (kind == TD_KIND_SECTION)
    text = ((const TdSectionRow *) row)->title;
  else if (kind == TD_KIND_TASK)
    text = ((const TdTaskRow *) row)->content;
  clean = td_text_clean (text != NULL ? text : "", -1);

  return g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), QUOTED));
}

static void
selected_cb (TdCommentsWindow *self)
{
  TdKind kind;
  gpointer row = selected_row (self, &kind);
  g_autofree char *words = row != NULL ? words_of (kind, row) : NULL;
  g_autofree char *text = words != NULL ? g_strdup_printf (_ ("About “%s”"), words)
                                        : g_strdup (_ ("About the whole plan"));

  gtk_label_set_text (self->about, text);
}

static void
go_cb (TdChangeRow *row, TdCommentsWindow *self)
{
  const TdCommentRow *comment = comment_of (self, GTK_WIDGET (row));
  g_autoptr (TdPlanView) view = g_weak_ref_get (&self->view);
  const TdKindSpec *spec =
      comment->record_kind != NULL ? td_kind_spec_by_name (comment->record_kind) : NULL;
  TdSource source = { 0 };

  if (view == NULL || spec == NULL)
    return;
  source.kind = (int) spec->kind;
  source.id = comment->record_id;
  td_plan_view_go_to (view, source);
}

static void
resolve_cb (TdChangeRow *row, TdCommentsWindow *self)
{
  const TdCommentRow *comment = comment_of (self, GTK_WIDGET (row));
  TdWorkspace *workspace = td_plan_context_get_workspace (self->context);

  td_plan_context_edit (self->context,
                        td_plan_comment_resolve (comment->row.id, !comment->resolved,
                                                 td_workspace_get_author (workspace)));
}

static void
add_row (TdCommentsWindow *self, const TdCommentRow *comment)
{
  GtkWidget *row = td_change_row_new (comment->resolved ? _ ("Open again") : _ ("Resolved"));
  g_autofree char *day = comment->at != NULL ? g_strndup (comment->at, 10) : NULL;
  g_autofree char *shown = td_date_display_iso (day);
  g_autofree char *head =
      g_strdup_printf ("%s · %s · %s", comment->author != NULL ? comment->author : _ ("Unknown"),
                       shown != NULL ? shown : "", comment->resolved ? _ ("resolved") : _ ("open"));

  td_change_row_set_remark (TD_CHANGE_ROW (row),
                            comment->resolved ? "object-select-symbolic"
                                              : "dialog-question-symbolic",
                            head, comment->text, comment->quote);
  td_change_row_set_actions (TD_CHANGE_ROW (row), !td_plan_context_get_read_only (self->context),
                             TRUE);
  g_signal_connect (row, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (row, "act", G_CALLBACK (resolve_cb), self);
  gtk_list_box_append (self->list, row);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  TdCommentsWindow *self = user_data;
  const TdCommentRow *comment =
      g_ptr_array_index (self->comments, (guint) gtk_list_box_row_get_index (row));

  return !comment->resolved || gtk_toggle_button_get_active (self->all);
}

static void
toggled_cb (TdCommentsWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
fill (TdCommentsWindow *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_COMMENT);
  g_autofree char *text = NULL;
  GPtrArray *comments;
  GtkListBoxRow *row;
  guint open = 0;

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL,
                      td_plan_context_get_plan_id (self->context));
  comments = td_workspace_list_rows (td_plan_context_get_workspace (self->context), query, NULL);
  if (comments == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  self->comments = comments;
  for (guint i = 0; i < comments->len; i++)
    {
      const TdCommentRow *comment = g_ptr_array_index (comments, i);

      open += !comment->resolved;
      add_row (self, comment);
    }
  text = g_strdup_printf (_ ("%u open of %u"), open, comments->len);
  gtk_label_set_label (self->count, comments->len > 0 ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), open < comments->len);
  gtk_list_box_invalidate_filter (self->list);
}

static void
changed_cb (TdCommentsWindow *self)
{
  if (self->context != NULL)
    fill (self);
}

static void
add_cb (TdCommentsWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gint64 plan_id = td_plan_context_get_plan_id (self->context);
  TdKind kind;
  gpointer row = selected_row (self, &kind);
  g_autofree char *quote = row != NULL ? words_of (kind, row) : NULL;

  if (td_text_is_blank (text))
    return;
  td_plan_context_edit (
      self->context, td_plan_comment_new (
                         plan_id, kind, row != NULL ? ((TdRow *) row)->id : plan_id, quote, text,
                         td_workspace_get_author (td_plan_context_get_workspace (self->context))));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
td_comments_window_dispose (GObject *object)
{
  g_clear_object (&TD_COMMENTS_WINDOW (object)->context);

  G_OBJECT_CLASS (td_comments_window_parent_class)->dispose (object);
}

static void
td_comments_window_finalize (GObject *object)
{
  TdCommentsWindow *self = TD_COMMENTS_WINDOW (object);

  g_weak_ref_clear (&self->view);
  g_clear_pointer (&self->comments, g_ptr_array_unref);

  G_OBJECT_CLASS (td_comments_window_parent_class)->finalize (object);
}

static void
td_comments_window_class_init (TdCommentsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_comments_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_comments_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_strip (TdCommentsWindow *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (strip, "annex-strip");
  self->all = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Resolved ones, too")));
  gtk_widget_add_css_class (GTK_WIDGET (self->all), "td-pill");
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (toggled_cb), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count));

  return strip;
}

static GtkWidget *
make_foot (TdCommentsWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add Comment"));

  gtk_widget_add_css_class (foot, "columns-body");
  self->about = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->about, 0);
  gtk_label_set_ellipsize (self->about, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->about), "td-dim");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New comment"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (foot), line);

  return foot;
}

static GtkWidget *
make_placeholder (void)
{
  GtkWidget *label = gtk_label_new (_ ("No open comments"));

  gtk_widget_add_css_class (label, "td-dim");
  gtk_widget_add_css_class (label, "card-empty");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static void
td_comments_window_init (TdCommentsWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_weak_ref_init (&self->view, NULL);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Comments"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 480);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_placeholder (self->list, make_placeholder ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), make_strip (self));
  gtk_box_append (GTK_BOX (content), scroller);
  gtk_box_append (GTK_BOX (content), make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), content);
}

/**
 * td_comments_window_new:
 * @parent: the window of the plan
 * @view: the view of the plan
 *
 * Returns: the window, not modal: the plan is read beside it
 */
GtkWidget *
td_comments_window_new (GtkWindow *parent, TdPlanView *view)
{
  TdCommentsWindow *self = g_object_new (TD_TYPE_COMMENTS_WINDOW, "transient-for", parent, NULL);

  g_weak_ref_set (&self->view, view);
  self->context = g_object_ref (td_plan_view_get_context (view));
  g_signal_connect_object (td_plan_context_get_workspace (self->context), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  selected_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}
