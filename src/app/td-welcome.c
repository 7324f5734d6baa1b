/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-welcome.h"

#include "td-app-resources.h"

#include <glib/gi18n-lib.h>

/* What a window shows before a workspace is open: the ways to get one. All buttons are actions of
 * the application. */
struct _TdWelcome
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GtkListBox *templates;
  GtkListBox *recent;
  GtkWidget *recent_group;
};

G_DEFINE_FINAL_TYPE (TdWelcome, td_welcome, ADW_TYPE_BIN)

#define MAX_RECENT 6

static const struct
{
  const char *key;
  const char *title;
  const char *subtitle;
} templates[] = {
  { "blank", N_ ("Blank plan"), N_ ("The six usual parts and an annex, nothing filled in") },
  { "hanoi", N_ ("Targets and tasks in each area"),
    N_ ("As Hà Nội: tasks are numbered through the seven areas of the annex") },
  { "hcm", N_ ("Tasks in the text"), N_ ("As Hồ Chí Minh City: groups of bullets, no annex") },
  { "haiphong", N_ ("Numbered targets, landscape annex"),
    N_ ("As Hải Phòng: duties for each room") },
  { "khanhhoa", N_ ("Tasks in the annex alone"),
    N_ ("As Khánh Hòa: all units of a task in one column") },
  { "bentre", N_ ("Improving the indices"),
    N_ ("As Bến Tre: where each index stands, what limits it, what to do") },
};

static GtkWidget *
row_new (const char *title, const char *subtitle, const char *action, const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_add_css_class (arrow, "td-dim");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);

  return row;
}

static int
compare_visited (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited (*(GtkRecentInfo **) b),
                              gtk_recent_info_get_visited (*(GtkRecentInfo **) a));
}

static GPtrArray *
list_recent (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (GList *l = items; l; l = l->next)
    {
      const char *uri = gtk_recent_info_get_uri (l->data);

      if (g_str_has_suffix (uri, ".tiendo") && gtk_recent_info_exists (l->data))
        g_ptr_array_add (found, l->data);
      else
        gtk_recent_info_unref (l->data);
    }
  g_list_free (items);
  g_ptr_array_sort (found, compare_visited);

  return found;
}

static void
fill_recent (TdWelcome *self)
{
  g_autoptr (GPtrArray) found = list_recent ();

  for (guint i = 0; i < MIN (found->len, MAX_RECENT); i++)
    {
      g_autofree char *folder = NULL;
      const char *uri = gtk_recent_info_get_uri (found->pdata[i]);
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      g_autoptr (GFile) parent = g_file_get_parent (file);
      g_autofree char *name = g_file_get_basename (file);

      folder = parent ? g_file_get_parse_name (parent) : g_strdup ("");
      gtk_list_box_append (self->recent, row_new (name, folder, "app.open-uri", uri));
    }
  gtk_widget_set_visible (self->recent_group, found->len > 0);
}

static void
td_welcome_class_init (TdWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/td-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, TdWelcome, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TdWelcome, templates);
  gtk_widget_class_bind_template_child (widget_class, TdWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, TdWelcome, recent_group);
}

static void
td_welcome_init (TdWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    gtk_list_box_append (self->templates,
                         row_new (_ (templates[i].title), _ (templates[i].subtitle),
                                  "win.new-from-template", templates[i].key));
  fill_recent (self);
}

/**
 * td_welcome_new:
 *
 * Returns: the welcome page
 */
GtkWidget *
td_welcome_new (void)
{
  return g_object_new (TD_TYPE_WELCOME, NULL);
}

/**
 * td_welcome_get_menu_button:
 * @self: a welcome page
 *
 * Returns: (transfer none): the button of the main menu, which the window fills
 */
GtkMenuButton *
td_welcome_get_menu_button (TdWelcome *self)
{
  g_return_val_if_fail (TD_IS_WELCOME (self), NULL);

  return self->menu_button;
}
