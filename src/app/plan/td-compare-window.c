/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-compare-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-change-row.h"
#include "td-check-row.h"
#include "td-date-entry.h"
#include "td-date.h"
#include "td-file-filter.h"
#include "td-plan-baseline.h"
#include "td-plan-compare.h"
#include "td-plan-import.h"
#include "td-plan-pages-window.h"
#include "td-plan-review.h"
#include "td-text.h"

/* More than anybody reads; the command line gives them all */
#define MOST_SHOWN 500

/* What the plan can be compared with */
typedef struct
{
  gint64 id;
  gboolean baseline; /* of this plan; else another plan */
} Choice;

struct _TdCompareWindow
{
  AdwWindow parent_instance;

  GWeakRef view;
  TdPlanContext *context;
  TdPlanData *other;      /* (nullable): what the plan is compared with; never changed */
  GPtrArray *differences; /* (nullable) (element-type TdDifference) */
  GArray *choices;        /* (element-type Choice): of the drop-down, from its second item on */
  char *other_name;       /* (nullable): what that is, for people */
  GtkDropDown *plans;
  GtkMenuButton *then; /* as it was on a day */
  TdDateEntry *day;
  GtkWidget *show;
  GtkLabel *count;
  GtkListBox *list;
  GtkStack *stack;
  gboolean filling;
  guint serial; /* of the comparison asked for last */
};

static void fill_plans (TdCompareWindow *self);

G_DEFINE_FINAL_TYPE (TdCompareWindow, td_compare_window, ADW_TYPE_WINDOW)

static guint
index_of (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static const TdDifference *
difference_at (TdCompareWindow *self, guint i)
{
  return g_ptr_array_index (self->differences, i);
}

static void
go_to (TdCompareWindow *self, guint i)
{
  const TdDifference *difference = difference_at (self, i);
  g_autoptr (TdPlanView) view = g_weak_ref_get (&self->view);
  TdSource source = { (int) difference->kind, difference->a_id,
                      g_intern_string (difference->field) };

  if (view != NULL && difference->a_id != 0)
    td_plan_view_go_to (view, source);
}

static void
go_cb (TdChangeRow *row, TdCompareWindow *self)
{
  go_to (self, index_of (GTK_WIDGET (row)));
}

static void
row_activated_cb (TdCompareWindow *self, GtkListBoxRow *row)
{
  go_to (self, (guint) gtk_list_box_row_get_index (row));
}

static void
taken_cb (TdPlanContext *context, gint64 result_id, gpointer user_data)
{
  td_plan_context_toast_undo (context, _ ("The change was taken over"));
}

static void
take_cb (TdChangeRow *row, TdCompareWindow *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GError) error = NULL;
  TdEdit *edit;

  if (data == NULL || self->other == NULL)
    return;
  edit = td_plan_take_difference (data, self->other,
                                  difference_at (self, index_of (GTK_WIDGET (row))), &error);
  if (edit == NULL)
    td_plan_context_show_error (self->context, _ ("The change was not made"), error);
  else
    td_plan_context_edit_then (self->context, edit, G_OBJECT (self), taken_cb);
}

static const char *
type_label (TdDifferenceType type)
{
  static const char *const labels[] = { N_ ("Added"), N_ ("Dropped"), N_ ("Changed"),
                                        N_ ("Moved") };

  return _ (labels[type]);
}

static const char *
type_icon (TdDifferenceType type)
{
  static const char *const icons[] = { "list-add-symbolic", "list-remove-symbolic",
                                       "document-edit-symbolic", "go-jump-symbolic" };

  return icons[type];
}

static char *
make_head (const TdDifference *difference)
{
  g_autofree char *place = td_check_place_label (difference->place);
  const TdKindSpec *spec = td_kind_spec (difference->kind);
  const TdFieldSpec *field =
      difference->field != NULL ? td_kind_find_field (spec, difference->field) : NULL;

  if (field != NULL)
    return g_strdup_printf ("%s · %s · %s", type_label (difference->type), place, _ (field->label));

  return g_strdup_printf ("%s · %s · %s", type_label (difference->type), place, _ (spec->label));
}

/* Where something stands, and which one it is there */
static char *
moved_place (const char *place, guint nth)
{
  g_autofree char *label = td_check_place_label (place);

  /* Translators: a place of the plan, and which of its items */
  return g_strdup_printf (_ ("%s, item %u"), label, nth);
}

/* Days as people write them */
static char *
shown (const TdDifference *difference, const char *text)
{
  const TdFieldSpec *field =
      difference->field != NULL
          ? td_kind_find_field (td_kind_spec (difference->kind), difference->field)
          : NULL;

  return field != NULL && field->type == TD_FIELD_DATE ? td_date_display_iso (text)
                                                       : g_strdup (text);
}

static void
add_row (TdCompareWindow *self, const TdDifference *difference)
{
  gboolean read_only = td_plan_context_get_read_only (self->context);
  GtkWidget *row = td_change_row_new (_ ("Take"));
  g_autofree char *head = make_head (difference);
  g_autofree char *before = shown (difference, difference->before);
  g_autofree char *after = shown (difference, difference->after);

  if (difference->type == TD_DIFFERENCE_MOVED)
    {
      g_autofree char *from = moved_place (difference->before, difference->before_nth);
      g_autofree char *to = moved_place (difference->after, difference->after_nth);
      g_autofree char *way = g_strdup_printf ("%s → %s", from, to);

      td_change_row_set_remark (TD_CHANGE_ROW (row), type_icon (difference->type), head,
                                difference->words, way);
    }
  else
    td_change_row_set (TD_CHANGE_ROW (row), type_icon (difference->type), head, before, after);
  td_change_row_set_actions (TD_CHANGE_ROW (row), !read_only, difference->a_id != 0);
  g_signal_connect (row, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (row, "act", G_CALLBACK (take_cb), self);
  gtk_list_box_append (self->list, row);
}

static void
fill (TdCompareWindow *self)
{
  GtkWidget *child;
  guint n = self->differences->len;
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u difference", "%u differences", n), n);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (n, MOST_SHOWN); i++)
    add_row (self, difference_at (self, i));
  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "same");
}

typedef struct
{
  TdPlanData *a;
  TdPlanData *b;
  guint serial;
} Job;

static void
job_free (Job *job)
{
  td_plan_data_free (job->a);
  td_plan_data_free (job->b);
  g_free (job);
}

static void
compare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;

  g_task_return_pointer (task, td_plan_compare (job->a, job->b),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdCompareWindow *self = TD_COMPARE_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  GPtrArray *differences = g_task_propagate_pointer (G_TASK (result), NULL);

  if (job->serial != self->serial || self->context == NULL)
    {
      g_ptr_array_unref (differences);
      return;
    }
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = differences;
  fill (self);
}

static void
compare (TdCompareWindow *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (data == NULL || self->other == NULL)
    return;
  job = g_new0 (Job, 1);
  job->a = td_plan_data_copy (data);
  td_plan_data_sort (job->a);
  job->b = td_plan_data_copy (self->other);
  job->serial = ++self->serial;
  task = g_task_new (self, NULL, compared_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
set_other (TdCompareWindow *self, TdPlanData *other, const char *name)
{
  g_clear_pointer (&self->other, td_plan_data_free);
  self->other = other;
  g_free (self->other_name);
  self->other_name = g_strdup (name);
  gtk_widget_set_sensitive (self->show, TRUE);
  td_plan_data_sort (self->other);
  compare (self);
}

static void
plan_chosen_cb (TdCompareWindow *self)
{
  guint chosen = gtk_drop_down_get_selected (self->plans);
  TdWorkspace *workspace = td_plan_context_get_workspace (self->context);
  g_autoptr (GError) error = NULL;
  const Choice *choice;
  TdPlanData *data;

  if (self->filling || chosen == 0 || chosen == GTK_INVALID_LIST_POSITION ||
      chosen > self->choices->len)
    return;
  choice = &g_array_index (self->choices, Choice, chosen - 1);
  data = choice->baseline
             ? td_plan_baseline_load (td_workspace_get_connection (workspace), choice->id, &error)
             : td_plan_review_load (workspace, choice->id, &error);
  if (data != NULL)
    set_other (self, data,
               gtk_string_object_get_string (gtk_drop_down_get_selected_item (self->plans)));
  else
    td_plan_context_show_error (self->context, _ ("The plans were not compared"), error);
}

static void
show_state (TdCompareWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->differences == NULL     ? "choose"
                                                 : self->differences->len == 0 ? "same"
                                                                               : "list");
}

static void
choose_no_plan (TdCompareWindow *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->plans, 0);
  self->filling = FALSE;
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanImport) import = td_plan_import_read_finish (result, &error);

  if (self->context == NULL)
    return;
  if (import == NULL)
    {
      show_state (self);
      td_plan_context_show_error (self->context, _ ("The file was not read"), error);
      return;
    }
  choose_no_plan (self);
  set_other (self, td_plan_data_copy (import->plan), import->plan->plan->source_name);
}

static void
then_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  TdPlanData *plan = td_plan_baseline_on_finish (TD_WORKSPACE (source), result, &error);
  g_autofree char *day = td_date_display_iso (td_date_entry_get_date (self->day));
  g_autofree char *name = g_strdup_printf (_ ("As it was on %s"), day != NULL ? day : "");

  if (self->context == NULL)
    {
      g_clear_pointer (&plan, td_plan_data_free);
      return;
    }
  if (plan == NULL)
    {
      show_state (self);
      td_plan_context_show_error (self->context, _ ("The plan of that day was not made"), error);
      return;
    }
  choose_no_plan (self);
  set_other (self, plan, name);
}

/* The plan is made again in a copy of the workspace, from the history. */
static void
day_cb (TdCompareWindow *self)
{
  const char *day = td_date_entry_get_date (self->day);

  if (day == NULL)
    return;
  gtk_menu_button_popdown (self->then);
  gtk_stack_set_visible_child_name (self->stack, "working");
  td_plan_baseline_on_async (td_plan_context_get_workspace (self->context),
                             td_plan_context_get_plan_id (self->context), day, then_cb,
                             g_object_ref (self));
}

static void
show_cb (TdCompareWindow *self)
{
  if (self->other != NULL)
    gtk_window_present (GTK_WINDOW (td_plan_pages_window_new (
        GTK_WINDOW (self), self->other_name != NULL ? self->other_name : _ ("Plan"), self->other)));
}

static void
file_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (TdCompareWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          gtk_stack_set_visible_child_name (self->stack, "working");
          td_plan_import_read_async (path, NULL, NULL, NULL, file_read_cb, g_object_ref (self));
        }
    }
  g_object_unref (dialog);
}

static void
choose_file_cb (TdCompareWindow *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("The File That Came Back"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Plans (Word, PDF, text, JSON)"), "docx", "pdf",
                      "txt", "json", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (file_response_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
kept_cb (TdPlanContext *context, gint64 result_id, gpointer user_data)
{
  fill_plans (TD_COMPARE_WINDOW (user_data));
  td_plan_context_toast_undo (context, _ ("The plan was kept as it is now"));
}

static void
keep_cb (TdCompareWindow *self)
{
  GDate today;
  g_autofree char *day = NULL;

  td_date_today (&today);
  day = td_date_format_display (&today);
  td_plan_context_edit_then (
      self->context, td_plan_baseline_new (td_plan_context_get_plan_id (self->context), day),
      G_OBJECT (self), kept_cb);
}

static void
td_compare_window_dispose (GObject *object)
{
  TdCompareWindow *self = TD_COMPARE_WINDOW (object);

  self->serial++;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_compare_window_parent_class)->dispose (object);
}

static void
td_compare_window_finalize (GObject *object)
{
  TdCompareWindow *self = TD_COMPARE_WINDOW (object);

  g_weak_ref_clear (&self->view);
  g_clear_pointer (&self->other, td_plan_data_free);
  g_free (self->other_name);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_array_unref);

  G_OBJECT_CLASS (td_compare_window_parent_class)->finalize (object);
}

static void
td_compare_window_class_init (TdCompareWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_compare_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_compare_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
add_status (TdCompareWindow *self, const char *name, const char *icon, const char *title)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  gtk_stack_add_named (self->stack, page, name);
}

static GtkWidget *
make_day (TdCompareWindow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Compare"));

  self->day = TD_DATE_ENTRY (td_date_entry_new ());
  td_date_entry_set_label (self->day, _ ("Day whose evening the plan is shown of"));
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (day_cb), self);
  g_signal_connect_swapped (td_date_entry_get_entry (self->day), "activate", G_CALLBACK (day_cb),
                            self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day));
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->then = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->then, _ ("As It Was On…"));
  gtk_menu_button_set_popover (self->then, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->then),
                               _ ("Compare with the plan as it was on a day"));

  return GTK_WIDGET (self->then);
}

static GtkWidget *
make_strip (TdCompareWindow *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *file = gtk_button_new_with_mnemonic (_ ("With a _File…"));
  GtkWidget *keep = gtk_button_new_with_mnemonic (_ ("_Keep a Baseline"));

  gtk_widget_add_css_class (strip, "annex-strip");
  self->plans = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plans), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Compare with"), -1);
  g_signal_connect_swapped (self->plans, "notify::selected", G_CALLBACK (plan_chosen_cb), self);
  g_signal_connect_swapped (file, "clicked", G_CALLBACK (choose_file_cb), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->plans));
  gtk_widget_set_tooltip_text (keep, _ ("Keep the plan as it is now, to compare with it later"));
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (keep_cb), self);
  gtk_box_append (GTK_BOX (strip), make_day (self));
  gtk_box_append (GTK_BOX (strip), file);
  self->show = gtk_button_new_with_mnemonic (_ ("Show Its _Pages"));
  gtk_widget_set_sensitive (self->show, FALSE);
  gtk_widget_set_tooltip_text (self->show, _ ("The pages of what the plan is compared with"));
  g_signal_connect_swapped (self->show, "clicked", G_CALLBACK (show_cb), self);
  gtk_box_append (GTK_BOX (strip), self->show);
  gtk_box_append (GTK_BOX (strip), keep);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count));

  return strip;
}

static void
td_compare_window_init (TdCompareWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_weak_ref_init (&self->view, NULL);
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Compare"));
  gtk_window_set_default_size (GTK_WINDOW (self), 980, 640);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-table");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_status (self, "choose", "edit-find-replace-symbolic",
              _ ("Choose a Plan or a File to Compare With"));
  add_status (self, "working", "edit-find-replace-symbolic", _ ("One Moment…"));
  add_status (self, "same", "td-done-symbolic", _ ("There Is No Difference"));
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), make_strip (self));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), content);
}

static void
add_baselines (TdCompareWindow *self, GtkStringList *names)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN_BASELINE);
  g_autoptr (GPtrArray) rows = NULL;

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL,
                      td_plan_context_get_plan_id (self->context));
  rows = td_workspace_list_rows (td_plan_context_get_workspace (self->context), query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdPlanBaselineRow *row = g_ptr_array_index (rows, i);
      const Choice choice = { row->row.id, TRUE };
      g_autofree char *name = g_strdup_printf (_ ("Baseline: %s"), row->name);

      gtk_string_list_append (names, name);
      g_array_append_val (self->choices, choice);
    }
}

static void
fill_plans (TdCompareWindow *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  td_query_order_by (query, "year", TRUE);
  rows = td_workspace_list_rows (td_plan_context_get_workspace (self->context), query, NULL);
  gtk_string_list_append (names, _ ("Choose a plan…"));
  g_array_set_size (self->choices, 0);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdPlanRow *plan = g_ptr_array_index (rows, i);
      g_autofree char *title = td_text_clean (plan->title != NULL ? plan->title : "", -1);
      Choice choice = { 0, FALSE };
      g_autofree char *start = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 50));
      g_autofree char *name = NULL;

      if (plan->row.id == td_plan_context_get_plan_id (self->context))
        continue;
      name = g_strdup_printf ("%d · %s%s", (int) plan->year, start,
                              strlen (start) < strlen (title) ? "…" : "");
      gtk_string_list_append (names, name);
      choice.id = plan->row.id;
      g_array_append_val (self->choices, choice);
    }
  add_baselines (self, names);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->plans, G_LIST_MODEL (names));
  self->filling = FALSE;
}

/**
 * td_compare_window_new:
 * @parent: the window of the plan
 * @view: the view of the plan
 *
 * Returns: the window, not modal: the plan is edited beside it
 */
GtkWidget *
td_compare_window_new (GtkWindow *parent, TdPlanView *view)
{
  TdCompareWindow *self = g_object_new (TD_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);

  g_weak_ref_set (&self->view, view);
  self->context = g_object_ref (td_plan_view_get_context (view));
  g_signal_connect_object (self->context, "data-changed", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  fill_plans (self);

  return GTK_WIDGET (self);
}
