/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-comments-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-change-row.h"
#include "td-date.h"
#include "td-file-filter.h"
#include "td-plan-comment.h"
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
  GtkWidget *no_reply; /* gives up the reply that was begun */
  GtkEntry *entry;
  gint64 reply_to; /* a comment; 0: what is typed is about the plan */
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

/* @text short enough for one line */
static char *
shorten (const char *text)
{
  g_autofree char *clean = td_text_clean (text != NULL ? text : "", -1);

  return g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), QUOTED));
}

static char *
words_of (TdKind kind, gconstpointer row)
{
  const char *text = NULL;

  if (kind == TD_KIND_BLOCK)
    text = ((const TdBlockRow *) row)->text;
  else if (kind == TD_KIND_SECTION)
    text = ((const TdSectionRow *) row)->title;
  else if (kind == TD_KIND_TASK)
    text = ((const TdTaskRow *) row)->content;

  return shorten (text);
}

static const TdCommentRow *
find_comment (TdCommentsWindow *self, gint64 id)
{
  for (guint i = 0; self->comments != NULL && i < self->comments->len; i++)
    {
      const TdCommentRow *comment = g_ptr_array_index (self->comments, i);

      if (comment->row.id == id)
        return comment;
    }

  return NULL;
}

/* Says above the entry what the next words are about. */
static void
show_about (TdCommentsWindow *self)
{
  const TdCommentRow *answered = self->reply_to != 0 ? find_comment (self, self->reply_to) : NULL;
  TdKind kind;
  gpointer row = selected_row (self, &kind);
  g_autofree char *words = answered != NULL ? shorten (answered->text)
                           : row != NULL    ? words_of (kind, row)
                                            : NULL;
  g_autofree char *text = NULL;

  if (answered == NULL)
    self->reply_to = 0;
  if (answered != NULL)
    text = g_strdup_printf (_ ("Reply to “%s”"), words);
  else if (words != NULL)
    text = g_strdup_printf (_ ("About “%s”"), words);
  gtk_label_set_text (self->about, text != NULL ? text : _ ("About the whole plan"));
  gtk_widget_set_visible (self->no_reply, answered != NULL);
}

static void
reply_to (TdCommentsWindow *self, gint64 comment_id)
{
  self->reply_to = comment_id;
  show_about (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
reply_cb (TdCommentsWindow *self, GtkWidget *button)
{
  reply_to (self, comment_of (self, button)->row.id);
}

static void
no_reply_cb (TdCommentsWindow *self)
{
  reply_to (self, 0);
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

/* "Nguyễn Văn A · 20/12/2025 · open" */
static char *
make_head (const TdCommentRow *comment, gboolean reply)
{
  g_autofree char *day = comment->at != NULL ? g_strndup (comment->at, 10) : NULL;
  g_autofree char *shown = td_date_display_iso (day);
  const char *author = comment->author != NULL ? comment->author : _ ("Unknown");

  if (reply)
    return g_strdup_printf ("%s · %s · %s", author, shown != NULL ? shown : "", _ ("reply"));

  return g_strdup_printf ("%s · %s · %s", author, shown != NULL ? shown : "",
                          comment->resolved ? _ ("resolved") : _ ("open"));
}

static void
add_reply (TdCommentsWindow *self, const TdCommentRow *comment)
{
  GtkWidget *row = td_change_row_new (NULL);
  g_autofree char *head = make_head (comment, TRUE);

  td_change_row_set_remark (TD_CHANGE_ROW (row), "mail-reply-sender-symbolic", head, comment->text,
                            NULL);
  td_change_row_set_actions (TD_CHANGE_ROW (row), FALSE, FALSE);
  gtk_widget_set_margin_start (row, 28);
  gtk_list_box_append (self->list, row);
}

static void
add_row (TdCommentsWindow *self, const TdCommentRow *comment)
{
  GtkWidget *row = td_change_row_new (comment->resolved ? _ ("Open again") : _ ("Resolved"));
  GtkWidget *reply = td_change_row_add_button (TD_CHANGE_ROW (row), _ ("Reply"));
  gboolean read_only = td_plan_context_get_read_only (self->context);
  g_autofree char *head = make_head (comment, FALSE);

  td_change_row_set_remark (TD_CHANGE_ROW (row),
                            comment->resolved ? "object-select-symbolic"
                                              : "dialog-question-symbolic",
                            head, comment->text, comment->quote);
  td_change_row_set_actions (TD_CHANGE_ROW (row), !read_only, TRUE);
  gtk_widget_set_sensitive (reply, !read_only);
  g_signal_connect_swapped (reply, "clicked", G_CALLBACK (reply_cb), self);
  g_signal_connect (row, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (row, "act", G_CALLBACK (resolve_cb), self);
  gtk_list_box_append (self->list, row);
}

/* The comment that begins the thread of @comment */
static const TdCommentRow *
head_of (TdCommentsWindow *self, const TdCommentRow *comment)
{
  gint64 answered = td_plan_comment_answered (comment);
  const TdCommentRow *head = answered != 0 ? find_comment (self, answered) : NULL;

  return head != NULL ? head : comment;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  TdCommentsWindow *self = user_data;
  const TdCommentRow *comment =
      g_ptr_array_index (self->comments, (guint) gtk_list_box_row_get_index (row));

  return !head_of (self, comment)->resolved || gtk_toggle_button_get_active (self->all);
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
  guint open = 0, threads = 0;

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL,
                      td_plan_context_get_plan_id (self->context));
  comments = td_workspace_list_rows (td_plan_context_get_workspace (self->context), query, NULL);
  if (comments == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  td_plan_comment_sort (comments);
  self->comments = comments;
  for (guint i = 0; i < comments->len; i++)
    {
      const TdCommentRow *comment = g_ptr_array_index (comments, i);

      if (head_of (self, comment) != comment)
        {
          add_reply (self, comment);
          continue;
        }
      threads++;
      open += !comment->resolved;
      add_row (self, comment);
    }
  text = g_strdup_printf (_ ("%u open of %u"), open, threads);
  gtk_label_set_label (self->count, threads > 0 ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), open < threads);
  gtk_list_box_invalidate_filter (self->list);
  show_about (self);
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
  const char *author = td_workspace_get_author (td_plan_context_get_workspace (self->context));
  TdKind kind = TD_KIND_COMMENT;
  const TdRow *row = self->reply_to == 0 ? selected_row (self, &kind) : NULL;
  g_autofree char *quote = row != NULL ? words_of (kind, row) : NULL;
  gint64 record = self->reply_to != 0 ? self->reply_to : row != NULL ? row->id : plan_id;

  if (td_text_is_blank (text))
    return;
  td_plan_context_edit (self->context,
                        td_plan_comment_new (plan_id, kind, record, quote, text, author));
  self->reply_to = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
taken_cb (TdPlanContext *context, gint64 result_id, gpointer user_data)
{
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u comment was taken over",
                                    "%u comments were taken over", (gulong) result_id),
                       (guint) result_id);

  if (result_id > 0)
    td_plan_context_toast_undo (context, text);
  else
    gtk_label_set_label (TD_COMMENTS_WINDOW (user_data)->count,
                         _ ("All comments of the file are there already"));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdCommentsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) comments = td_plan_comment_read_finish (result, &error);

  if (self->context == NULL)
    return;
  if (comments == NULL)
    td_plan_context_show_error (self->context, _ ("The file was not read"), error);
  else if (comments->len == 0)
    gtk_label_set_label (self->count, _ ("The file has no comments"));
  else
    td_plan_context_edit_then (
        self->context, td_plan_comment_take (td_plan_context_get_plan_id (self->context), comments),
        G_OBJECT (self), taken_cb);
}

static void
file_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  TdCommentsWindow *self = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const TdPlanData *data = self->context != NULL ? td_plan_context_get_data (self->context) : NULL;

  if (path != NULL && data != NULL)
    td_plan_comment_read_async (path, data, read_cb, g_object_ref (self));
  g_object_unref (dialog);
}

static void
choose_file_cb (TdCommentsWindow *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("The File That Came Back"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Word documents"), "docx", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
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
  GtkWidget *file = gtk_button_new_with_mnemonic (_ ("From a _Word File…"));

  gtk_widget_add_css_class (strip, "annex-strip");
  self->all = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Resolved ones, too")));
  gtk_widget_add_css_class (GTK_WIDGET (self->all), "td-pill");
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (toggled_cb), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_widget_set_tooltip_text (file, _ ("Take over the comments of a Word file that came back"));
  g_signal_connect_swapped (file, "clicked", G_CALLBACK (choose_file_cb), self);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (strip), file);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count));

  return strip;
}

static GtkWidget *
make_foot (TdCommentsWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add Comment"));

  gtk_widget_add_css_class (foot, "columns-body");
  self->no_reply = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->no_reply, "flat");
  gtk_widget_set_tooltip_text (self->no_reply, _ ("Do not reply"));
  g_signal_connect_swapped (self->no_reply, "clicked", G_CALLBACK (no_reply_cb), self);
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
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (head), self->no_reply);
  gtk_box_append (GTK_BOX (foot), head);
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
  g_signal_connect_object (self->context, "selected", G_CALLBACK (show_about), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}
